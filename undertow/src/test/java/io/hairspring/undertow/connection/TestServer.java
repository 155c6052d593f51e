package io.hairspring.undertow.connection;

import io.hairspring.collector.MetricsCollector;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** A server on loopback whose connections are bounded, with three I/O threads. */
final class TestServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int BUFFER_BYTES = 4_096;

  private final XnioWorker worker;
  private final AcceptingChannel<StreamConnection> socket;
  private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES);
  final Connections connections;
  final ConnectionMetrics counts;

  TestServer(int most, HttpHandler handler, HttpHandler crowded, OptionMap options)
      throws IOException {
    counts = ConnectionMetrics.register(MetricsCollector.create(), "test_");
    connections = new Connections(most, counts, () -> false);
    worker =
        Xnio.getInstance()
            .createWorker(
                OptionMap.create(Options.WORKER_IO_THREADS, 3, Options.THREAD_DAEMON, true));
    socket =
        worker.createStreamConnectionServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ChannelListeners.openListenerAdapter(
                connections.speaking(buffers, options, connections.answering(handler, crowded))),
            OptionMap.EMPTY);
    socket.resumeAccepts();
  }

  /** Returns options with these times. */
  static OptionMap patience(int headerMillis, int idleMillis) {
    return OptionMap.create(
        UndertowOptions.REQUEST_PARSE_TIMEOUT,
        headerMillis,
        UndertowOptions.NO_REQUEST_TIMEOUT,
        idleMillis);
  }

  Socket open(String bytes) throws IOException {
    Socket client =
        new Socket(
            InetAddress.getLoopbackAddress(),
            socket.getLocalAddress(InetSocketAddress.class).getPort());
    client.setSoTimeout(PATIENCE_MILLIS);
    client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return client;
  }

  /** Waits for what must come true, with a bound. */
  static boolean becomes(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()
        && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return condition.getAsBoolean();
  }

  @Override
  public void close() throws IOException {
    socket.suspendAccepts();
    connections.close();
    socket.close();
    worker.shutdownNow();
    becomes(worker::isTerminated);
    buffers.close();
  }
}
