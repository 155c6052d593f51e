package io.hairspring.gateway.soak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * A client that asks over and over. One that stays awaits every answer and notes whether it was
 * whole; others leave, break off, send what is no HTTP or ask ahead.
 */
final class FaultyClient implements Runnable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final URI gateway;
  private final Ledger ledger;
  private final Random random;

  FaultyClient(URI gateway, Ledger ledger, long seed) {
    this.gateway = gateway;
    this.ledger = ledger;
    random = new Random(seed);
  }

  @Override
  public void run() {
    while (ledger.goesOn()) {
      try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (random.nextInt(3) > 0) {
          stay(socket);
        } else {
          misbehave(socket);
        }
      } catch (java.net.SocketTimeoutException stuck) {
        ledger.stuck.incrementAndGet();
      } catch (IOException broken) {
        // counted where it happened
      }
    }
  }

  private void stay(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    int requests = 1 + random.nextInt(5);
    boolean kept = true;
    for (int i = 0; i < requests && kept; i++) {
      ledger.makeRequest();
      boolean head = random.nextInt(10) == 0;
      Answer answer;
      try {
        send(socket, head);
        answer = Answer.read(in, head);
      } catch (java.net.SocketTimeoutException stuck) {
        throw stuck;
      } catch (IOException broken) {
        answer = null;
      }
      if (answer == null && i > 0) {
        ledger.staysUnread.incrementAndGet(); // as every client must expect
      } else if (answer == null || !answer.whole) {
        ledger.staysBroken.incrementAndGet();
      } else {
        ledger.staysAnswered.incrementAndGet();
      }
      kept = answer != null && answer.kept;
    }
  }

  private void send(Socket socket, boolean head) throws IOException {
    String body = "y".repeat(random.nextInt(3_000));
    String start = " /up/stay HTTP/1.1\r\nHost: h\r\n";
    switch (head ? 0 : random.nextInt(4)) {
      case 0, 1 -> write(socket, (head ? "HEAD" : "GET") + start + "\r\n");
      case 2 ->
          write(socket, "POST" + start + "Content-Length: " + body.length() + "\r\n\r\n" + body);
      default -> {
        write(socket, "POST" + start + "Transfer-Encoding: chunked\r\n\r\n");
        if (!body.isEmpty()) {
          write(socket, Integer.toHexString(body.length()) + "\r\n" + body + "\r\n");
        }
        write(socket, "0\r\n\r\n");
      }
    }
  }

  private void misbehave(Socket socket) throws IOException {
    ledger.makeRequest();
    ledger.others.incrementAndGet();
    String start = " /up/other HTTP/1.1\r\nHost: h\r\n";
    switch (random.nextInt(9)) {
      case 0 -> write(socket, "GET" + start + "\r\n");
      case 1 -> write(socket, "POST" + start + "Content-Length: 9\r\n\r\nhalf");
      case 2 -> write(socket, "POST" + start + "Transfer-Encoding: chunked\r\n\r\n9\r\nhalf");
      case 3 -> {
        write(socket, "POST" + start + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nz\r\n");
        socket.getInputStream().readAllBytes();
      }
      case 4 -> {
        write(socket, "what is this?\r\n\r\n");
        socket.getInputStream().readAllBytes();
      }
      case 5 -> write(socket, "GET" + start); // no end of the head
      case 6 -> {
        write(socket, ("GET" + start + "\r\n").repeat(3));
        socket.getInputStream().read();
      }
      case 7 -> {
        write(socket, "GET" + start + "\r\n");
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
      default -> {
        write(socket, "GET" + start + "\r\n");
        socket.getInputStream().read();
      }
    }
    socket.setSoLinger(random.nextBoolean(), 0);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** An answer as far as it came. */
  private static final class Answer {
    private final boolean whole;
    private final boolean kept;

    private Answer(boolean whole, boolean kept) {
      this.whole = whole;
      this.kept = kept;
    }

    /** Reads one; null if not even its first byte came. */
    static Answer read(InputStream in, boolean headAlone) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next;
        try {
          next = in.read();
        } catch (java.net.SocketException reset) {
          next = -1;
        }
        if (next < 0) {
          return head.isEmpty() ? null : new Answer(false, false);
        }
        head.append((char) next);
      }
      String lines = head.toString().toLowerCase(Locale.ROOT);
      boolean kept = !lines.contains("connection: close");
      boolean empty = headAlone || lines.startsWith("http/1.1 204");
      boolean whole;
      try {
        whole = empty || body(in, lines);
      } catch (java.net.SocketException reset) {
        whole = false;
      }
      return new Answer(whole, kept && whole);
    }

    private static boolean body(InputStream in, String lines) throws IOException {
      int length = lines.indexOf("content-length: ");
      if (length >= 0) {
        int bytes =
            Integer.parseInt(lines.substring(length + 16, lines.indexOf('\r', length)).strip());
        return in.readNBytes(bytes).length == bytes;
      }
      if (!lines.contains("transfer-encoding: chunked")) {
        in.readAllBytes();
        return true;
      }
      while (true) {
        StringBuilder size = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
          if (next < 0) {
            return false;
          }
          size.append((char) next);
        }
        int bytes = Integer.parseInt(size.toString().strip(), 16);
        if (in.readNBytes(bytes + 2).length < bytes + 2) {
          return false;
        }
        if (bytes == 0) {
          return true;
        }
      }
    }
  }
}
