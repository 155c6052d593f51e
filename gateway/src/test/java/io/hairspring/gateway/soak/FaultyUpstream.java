package io.hairspring.gateway.soak;

import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** An upstream that answers most requests, and does what it must not with the others. */
final class FaultyUpstream {
  private static final int MOST_BODY_BYTES = 100_000;

  private FaultyUpstream() {}

  static SocketUpstream start() {
    return SocketUpstream.start(FaultyUpstream::serve);
  }

  private static void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    Random random = ThreadLocalRandom.current();
    for (String head = SocketUpstream.head(socket);
        !head.isEmpty();
        head = SocketUpstream.head(socket)) {
      boolean bodyless = head.startsWith("HEAD ");
      if (random.nextInt(20) == 0) {
        answerEarlyAndClose(socket);
        return;
      }
      if (!readBody(socket, head)) {
        return;
      }
      if (random.nextInt(4) > 0 ? !answer(socket, random, bodyless) : !fault(socket, random)) {
        return;
      }
    }
  }

  /** Answers as it should; returns whether the connection is kept. */
  private static boolean answer(Socket socket, Random random, boolean bodyless) throws IOException {
    int length = random.nextInt(4) == 0 ? random.nextInt(MOST_BODY_BYTES) : random.nextInt(100);
    String body = bodyless ? "" : "x".repeat(length);
    switch (random.nextInt(6)) {
      case 0 -> {
        write(socket, Http.head("HTTP/1.1 103 Early Hints", "Link: </a>"));
        write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: " + length) + body);
      }
      case 1 -> {
        String chunk = body.isEmpty() ? "" : Integer.toHexString(length) + "\r\n" + body + "\r\n";
        write(
            socket,
            Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                + (bodyless ? "" : chunk + "0\r\n\r\n"));
      }
      case 2 -> write(socket, Http.head("HTTP/1.1 204 No Content"));
      case 3 -> {
        pause(random.nextInt(30));
        write(socket, Http.head("HTTP/1.1 500 Oh", "Content-Length: " + length) + body);
      }
      case 4 -> {
        write(socket, Http.head("HTTP/1.0 200 OK", "Connection: close") + body);
        return false;
      }
      default -> write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: " + length) + body);
    }
    return true;
  }

  /** Does something wrong; returns whether the connection is kept. */
  private static boolean fault(Socket socket, Random random) throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> {} // closes
      case 1 -> socket.setSoLinger(true, 0); // resets
      case 2 -> write(socket, "SSH-2.0-OpenSSH_9.2\r\n\r\nwhat?\r\n\r\n");
      case 3 -> write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 50") + "short");
      case 4 -> {
        write(socket, Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhal");
        socket.setSoLinger(random.nextBoolean(), 0);
      }
      case 5 -> {
        write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "okHTTP/1.1 200 Twice");
        return true;
      }
      case 6 -> {
        socket.shutdownOutput();
        SocketUpstream.head(socket);
      }
      case 7 -> write(socket, Http.head("HTTP/1.1 101 Switching", "Upgrade: x"));
      case 8 -> {
        write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 4", "Content-Length: 5"));
      }
      default -> SocketUpstream.head(socket); // never answers
    }
    return false;
  }

  private static void answerEarlyAndClose(Socket socket) throws IOException {
    write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 5") + "early");
  }

  /** Reads a body to its end; returns whether it had one as it should. */
  private static boolean readBody(Socket socket, String head) throws IOException {
    String lower = head.toLowerCase(java.util.Locale.ROOT);
    int length = lower.indexOf("content-length: ");
    if (length >= 0) {
      int end = lower.indexOf('\n', length);
      int bytes = Integer.parseInt(lower.substring(length + 16, end).strip());
      return socket.getInputStream().readNBytes(bytes).length == bytes;
    }
    return !lower.contains("transfer-encoding: chunked") || readChunks(socket);
  }

  private static boolean readChunks(Socket socket) throws IOException {
    while (true) {
      String size = line(socket);
      if (size.isEmpty()) {
        return false;
      }
      int bytes = Integer.parseInt(size, 16);
      if (socket.getInputStream().readNBytes(bytes + 2).length < bytes + 2) {
        return false;
      }
      if (bytes == 0) {
        return true;
      }
    }
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read(); next >= 0 && next != '\n'; ) {
      if (next != '\r') {
        line.append((char) next);
      }
      next = socket.getInputStream().read();
    }
    return line.toString();
  }

  private static void write(Socket socket, String text) throws IOException {
    SocketUpstream.write(socket, text);
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis); // is slow, which is its part
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
