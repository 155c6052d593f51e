package io.hairspring.benchmarks.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Clients that each keep one connection, and ask again as soon as they were answered: as much load
 * as the server takes. Latencies are those of a closed loop.
 */
final class ClosedLoad {
  private static final int CLIENTS = 16;
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final byte[] REQUEST =
      "GET /x HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String OK = "HTTP/1.1 200 ";
  private static final String LENGTH = "Content-Length: ";

  private ClosedLoad() {}

  /**
   * What came of a load.
   *
   * @param latencyNanos from sending a request to having all of its answer
   */
  record Outcome(long requests, Histogram latencyNanos, double seconds) {
    double requestsPerSecond() {
      return requests / seconds;
    }

    double p99Millis() {
      return latencyNanos.getValueAtPercentile(99) / 1e6;
    }
  }

  /**
   * Asks a server of this machine for so long.
   *
   * @throws IOException if a request was not answered 200
   */
  static Outcome run(int port, Duration time) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long startNanos = System.nanoTime();
      List<Future<Histogram>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        all.add(clients.submit(() -> ask(port, startNanos + time.toNanos())));
      }
      Histogram latency = new Histogram(3);
      for (Future<Histogram> one : all) {
        latency.add(one.get());
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      return new Outcome(latency.getTotalCount(), latency, seconds);
    } finally {
      clients.shutdownNow();
    }
  }

  private static Histogram ask(int port, long endNanos) throws IOException {
    Histogram latency = new Histogram(3);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      int answerBytes = 0; // all answers are as long as the first
      long sentNanos = System.nanoTime();
      while (sentNanos < endNanos) {
        socket.getOutputStream().write(REQUEST);
        answerBytes = readAnswer(socket.getInputStream(), buffer, answerBytes);
        long answeredNanos = System.nanoTime();
        latency.recordValue(answeredNanos - sentNanos);
        sentNanos = answeredNanos;
      }
    }
    return latency;
  }

  /** Reads an answer, whose length may be known, 0 if not; returns how long it was. */
  private static int readAnswer(InputStream in, byte[] buffer, int known) throws IOException {
    int length = 0;
    int expected = known;
    while (expected == 0 || length < expected) {
      int count = in.read(buffer, length, buffer.length - length);
      if (count < 0) {
        throw new EOFException("the gateway closed a connection");
      }
      length += count;
      expected = expected == 0 ? lengthOf(buffer, length) : expected;
    }
    if (length > expected || !startsOk(buffer)) {
      throw new IOException("not the answer: " + text(buffer, length));
    }
    return expected;
  }

  private static boolean startsOk(byte[] buffer) {
    boolean ok = true;
    for (int i = 0; i < OK.length(); i++) {
      ok &= buffer[i] == OK.charAt(i);
    }
    return ok;
  }

  /** Returns how long an answer will be, 0 while its head is not there. */
  private static int lengthOf(byte[] buffer, int length) {
    String text = text(buffer, length);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    int value = text.indexOf(LENGTH) + LENGTH.length();
    return end + 4 + Integer.parseInt(text.substring(value, text.indexOf('\r', value)));
  }

  private static String text(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.US_ASCII);
  }
}
