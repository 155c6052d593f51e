package io.hairspring.undertow.tsdb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A time-series database that answers each connection with the bytes that a test says. */
public final class FakeTsdb implements AutoCloseable {
  /** What happens on one connection once its request line was read. */
  public interface Script {
    void answer(String target, Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public FakeTsdb(Script script) throws IOException {
    this.script = script;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Returns a database that answers every request with this status, type and body. */
  public static FakeTsdb answering(int status, String type, String body) throws IOException {
    return new FakeTsdb((target, socket) -> write(socket, head(status, type, body) + body));
  }

  public static String head(int status, String type, String body) {
    return "HTTP/1.1 "
        + status
        + " Said\r\nContent-Type: "
        + type
        + "\r\nConnection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n";
  }

  public static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns what was asked for, path and query of each request. */
  public List<String> targets() {
    return heads.stream().map(FakeTsdb::target).toList();
  }

  /** Returns the heads of the requests. */
  List<String> heads() {
    return heads;
  }

  private static String target(String head) {
    return head.split(" ", 3)[1];
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      heads.add(head.toString());
      script.answer(target(head.toString()), socket);
    } catch (IOException gone) {
      // the other side has closed, which some tests want
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-tsdb");
    thread.setDaemon(true);
    thread.start();
  }
}
