package io.hairspring.benchmarks.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An upstream that answers every request without a body alike, and at once. One thread for each
 * connection, which reads whole heads, as they come one at a time.
 */
final class FixedUpstream implements AutoCloseable {
  private static final int BODY_BYTES = 600;
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int BACKLOG = 256;
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
              + BODY_BYTES
              + "\r\n\r\n"
              + "x".repeat(BODY_BYTES))
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());

  FixedUpstream() throws IOException {
    start("upstream", this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      client.setTcpNoDelay(true);
      start("upstream-connection", () -> answer(client));
    }
  }

  private static void answer(Socket client) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (client) {
      InputStream in = client.getInputStream();
      int length = 0;
      int count = in.read(buffer);
      while (count > 0) {
        length += count;
        if (endsHead(buffer, length)) {
          client.getOutputStream().write(ANSWER);
          length = 0;
        }
        count = in.read(buffer, length, buffer.length - length);
      }
    }
  }

  private static boolean endsHead(byte[] buffer, int length) {
    return length >= 4
        && buffer[length - 4] == '\r'
        && buffer[length - 3] == '\n'
        && buffer[length - 2] == '\r'
        && buffer[length - 1] == '\n';
  }

  private static void start(String name, Connected task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // by the other side, or with the upstream
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What ends with its connection. */
  private interface Connected {
    void run() throws IOException;
  }
}
