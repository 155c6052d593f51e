package io.hairspring.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A client on one thread with several connections: as fast as they are answered, or at a fixed rate
 * whatever is answered. Not thread-safe.
 */
final class LoadGenerator implements AutoCloseable {
  private static final int REQUESTS = 256; // a power of two
  private static final int FAIL_EVERY = 16;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Selector selector = Selector.open();
  private final List<ClientConnection> connections = new ArrayList<>();
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final ByteBuffer[] requests = requests();
  private Histogram latencies = new Histogram(2);
  private long longestTurnNanos;
  private int next;

  LoadGenerator(int port, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      this.connections.add(new ClientConnection(port, selector));
    }
    idle.addAll(this.connections);
  }

  /** Returns all routes in some order, one in five with a body, one in sixteen to fail. */
  private static ByteBuffer[] requests() {
    List<ByteBuffer> all = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String target =
          Gateway.ROUTES[i % Gateway.ROUTES.length]
              + (i / Gateway.ROUTES.length % FAIL_EVERY == 0 ? "?" + Gateway.FAIL : "");
      String text =
          i % 5 == 0
              ? "POST "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n\r\n"
                  + "y".repeat(200)
              : "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      all.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    Collections.shuffle(all, new Random(1));
    return all.toArray(ByteBuffer[]::new);
  }

  /** Sends the next request of each connection as soon as the last is answered. */
  Load saturate(long durationNanos) throws IOException {
    begin();
    long start = System.nanoTime();
    long now = start;
    while (now - start < durationNanos) {
      send(now);
      await();
      now = System.nanoTime();
    }
    return finish(start);
  }

  /**
   * Sends requests at even intervals, and takes their latencies from when they were to be sent,
   * also where no connection was free by then. Looks for answers in a loop that never sleeps, so
   * that neither a timer nor a sleeping processor is in the latencies.
   */
  Load atRate(double perSecond, long durationNanos) throws IOException {
    begin();
    long start = System.nanoTime();
    long total = Math.round(perSecond * durationNanos / NANOS_PER_SECOND);
    long last = start;
    for (long sent = 0; sent < total; ) {
      long now = System.nanoTime();
      longestTurnNanos = Math.max(longestTurnNanos, now - last);
      last = now;
      long due = start + Math.round(sent * NANOS_PER_SECOND / perSecond);
      if (now - due >= 0 && !idle.isEmpty()) {
        idle.poll().send(next(), due);
        sent++;
      } else if (now - start > durationNanos + PATIENCE_NANOS) {
        throw new IOException("the server does not keep up with " + perSecond + " requests/s");
      }
      selector.selectNow(this::answered);
    }
    return finish(start);
  }

  private void begin() {
    latencies = new Histogram(2);
    longestTurnNanos = 0;
  }

  private void send(long now) throws IOException {
    while (!idle.isEmpty()) {
      idle.poll().send(next(), now);
    }
  }

  private ByteBuffer next() {
    return requests[next++ & REQUESTS - 1];
  }

  private void await() throws IOException {
    if (selector.select(this::answered, TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS)) == 0) {
      throw new IOException("the server does not answer");
    }
  }

  private Load finish(long start) throws IOException {
    while (idle.size() < connections.size()) {
      await();
    }
    return new Load(
        latencies.getTotalCount(),
        (System.nanoTime() - start) / NANOS_PER_SECOND,
        latencies,
        longestTurnNanos);
  }

  private void answered(SelectionKey key) {
    ClientConnection connection = (ClientConnection) key.attachment();
    try {
      int status = connection.read();
      if (status == OK || status == UNAVAILABLE) {
        latencies.recordValue(System.nanoTime() - connection.startNanos());
        idle.add(connection);
      } else if (status != 0) {
        throw new IOException("the server answers " + status);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    for (ClientConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  /**
   * What a client saw.
   *
   * @param longestTurnNanos the longest that the client itself was held up, at a fixed rate
   */
  record Load(long requests, double seconds, Histogram latencies, long longestTurnNanos) {}
}
