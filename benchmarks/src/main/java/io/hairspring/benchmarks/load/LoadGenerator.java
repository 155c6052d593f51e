package io.hairspring.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A client on one thread with several connections: as fast as they are answered, or at a fixed rate
 * whatever is answered. Not thread-safe.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final int DIGITS = 3;

  private final Selector selector = Selector.open();
  private final List<ClientConnection> connections = new ArrayList<>();
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final List<ByteBuffer> requests;
  private final Set<Integer> statuses;
  private Histogram latencies = new Histogram(DIGITS);
  private long longestTurnNanos;
  private int next;

  /**
   * Connects to a server of this machine.
   *
   * @param requests sent in turn, again and again
   * @param statuses those that answers may have
   */
  public LoadGenerator(int port, int connections, List<ByteBuffer> requests, Set<Integer> statuses)
      throws IOException {
    this.requests = List.copyOf(requests);
    this.statuses = Set.copyOf(statuses);
    for (int i = 0; i < connections; i++) {
      this.connections.add(new ClientConnection(port, selector));
    }
    idle.addAll(this.connections);
  }

  /** Sends the next request of each connection as soon as the last is answered. */
  public Load saturate(long durationNanos) throws IOException {
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
    latencies = new Histogram(DIGITS);
    longestTurnNanos = 0;
  }

  private void send(long now) throws IOException {
    while (!idle.isEmpty()) {
      idle.poll().send(next(), now);
    }
  }

  private ByteBuffer next() {
    ByteBuffer request = requests.get(next);
    next = (next + 1) % requests.size();
    return request;
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
      if (statuses.contains(status)) {
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
  public record Load(long requests, double seconds, Histogram latencies, long longestTurnNanos) {
    /** Returns how many requests a second were answered. */
    public double perSecond() {
      return requests / seconds;
    }

    /** Returns the latency that so many of a hundred do not exceed, in microseconds. */
    public double micros(double percentile) {
      return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
  }
}
