package io.hairspring.undertow;

import io.hairspring.undertow.connection.Connections;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A server that listens, until it is stopped.
 *
 * @param worker its threads
 * @param socket where newcomers arrive
 * @param buffers what its connections read into
 * @param connections those that are open
 * @param requests those that are being answered
 */
record RunningServer(
    XnioWorker worker,
    AcceptingChannel<? extends StreamConnection> socket,
    ByteBufferPool buffers,
    Connections connections,
    GracefulShutdownHandler requests) {
  private static final Logger LOGGER = System.getLogger(MetricsServer.class.getName());
  private static final long END_MILLIS = 5_000;
  private static final long FINISH_MILLIS = 250;

  int port() {
    return socket.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /**
   * Answers requests from now on with 503, lets those under way end for up to 5 s, and closes the
   * connections.
   *
   * @param resources of the routes, which are closed
   */
  void stop(Resources resources) {
    requests.shutdown();
    unlessInterrupted(
        () -> {
          requests.awaitShutdown(END_MILLIS);
          // The last answer counts as sent a moment before those who made it are done with it.
          resources.scrapes().close();
          socket.suspendAccepts();
          onIoThread(connections::close);
        });
    connections.close(); // those that came since, and all if there was no time
    IoUtils.safeClose(socket);
    worker.shutdownNow();
    unlessInterrupted(() -> worker.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS));
    resources.close();
    buffers.close();
  }

  private static void unlessInterrupted(Waiting waiting) {
    try {
      waiting.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the caller is in a hurry: stop without waiting
    }
  }

  /** Has the thread of the connections end what it is at, and then do this. */
  private void onIoThread(Runnable last) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    worker
        .getIoThread()
        .execute(
            () -> {
              last.run();
              done.countDown();
            });
    if (!done.await(FINISH_MILLIS, TimeUnit.MILLISECONDS)) {
      LOGGER.log(Level.DEBUG, "closed while the I/O thread was at work");
    }
  }

  /** Something that takes its time. */
  @FunctionalInterface
  private interface Waiting {
    void run() throws InterruptedException;
  }
}
