package io.hairspring.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** An upstream that does with each connection whatever a test says, down to the byte. */
public final class SocketUpstream implements AutoCloseable {
  /** What happens on one connection; the connection is closed after it. */
  public interface Script {
    void run(Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private SocketUpstream(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  public static SocketUpstream start(Script script) {
    return start(ServerSocketFactory.getDefault(), script);
  }

  /** Starts one that listens on sockets of a kind, such as those of TLS. */
  public static SocketUpstream start(ServerSocketFactory sockets, Script script) {
    try {
      SocketUpstream upstream =
          new SocketUpstream(
              sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
      daemon(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the head of a request, and gives it back; empty if the connection ended instead. */
  public static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\n\n") < 0) {
      int next = socket.getInputStream().read(); // byte by byte: what follows is not ours
      if (next < 0) {
        return "";
      }
      if (next != '\r') {
        head.append((char) next);
      }
    }
    return head.toString();
  }

  public static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Waits, as a part of a script. */
  public static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.run(socket);
    } catch (IOException gone) {
      // the other side has closed, which some tests want
    } finally {
      open.remove(socket);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "socket-upstream");
    thread.setDaemon(true);
    thread.start();
  }
}
