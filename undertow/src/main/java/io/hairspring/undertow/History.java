package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.Epoch;
import io.hairspring.exposition.format.JsonWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The last quarter of an hour of a few figures, for the page: one point for every {@value
 * #STEP_SECONDS} seconds, by the collector's clock. Read like any scrape, on a thread for figures,
 * so no recording waits for it. Takes at most some 300 KB.
 */
final class History implements AutoCloseable {
  static final int STEP_SECONDS = 3;
  static final int POINTS = 15 * 60 / STEP_SECONDS;

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final MetricsCollector metrics;
  private final Executor reader;
  private final Runnable end;
  private final AtomicBoolean reading = new AtomicBoolean(); // one at a time

  private final Deque<Point> points = new ArrayDeque<>(); // under the monitor, like all below
  private HistoryReading before; // null before the first
  private long epochBefore;
  private long taken;

  History(MetricsCollector metrics, Executor reader) {
    this.metrics = metrics;
    this.reader = reader;
    end = metrics.every(Duration.ofSeconds(STEP_SECONDS), this::ask);
    ask(); // what was there before is in no point
  }

  private void ask() {
    if (!reading.compareAndSet(false, true)) {
      return; // the last one is not done: the next point covers both
    }
    try {
      reader.execute(this::read);
    } catch (RejectedExecutionException closed) {
      reading.set(false);
    }
  }

  /** Adds a point. */
  void read() {
    try {
      HistoryReading now = new HistoryReading(metrics.config().prefix());
      Epoch epoch = metrics.visit(now, Duration.ZERO); // asks no source: none is among them
      add(now, epoch);
    } finally {
      reading.set(false);
    }
  }

  private synchronized void add(HistoryReading now, Epoch epoch) {
    if (before != null) {
      HistoryReading since = epoch.number() == epochBefore ? before : null;
      points.addLast(Point.of(++taken, now, since, epoch));
      if (points.size() > POINTS) {
        points.removeFirst();
      }
    }
    before = now;
    epochBefore = epoch.number();
  }

  /** Writes the points after one that was read before; 0 for all. */
  void write(JsonWriter json, long after) {
    List<Point> all;
    synchronized (this) {
      all = List.copyOf(points);
    }
    json.beginObject();
    json.name("step_seconds").value(STEP_SECONDS);
    json.name("points").beginArray();
    all.stream().filter(point -> point.number > after).forEach(point -> point.write(json));
    json.endArray();
    json.endObject();
  }

  @Override
  public void close() {
    end.run();
  }

  /** What happened in one step. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never changed
  private record Point(
      long number,
      long endMillis,
      long epoch,
      long requests,
      long errors,
      double[] quantiles,
      double overheadP99,
      double hiccupP99,
      double hiccupMax,
      long[] heat) {
    static Point of(long number, HistoryReading now, HistoryReading before, Epoch epoch) {
      boolean first = before == null;
      LogBuckets durations = now.durations.since(first ? null : before.durations);
      LogBuckets hiccups = now.hiccups.since(first ? null : before.hiccups);
      double[] quantiles = new double[QUANTILES.length];
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] = durations.quantile(QUANTILES[i]);
      }
      return new Point(
          number,
          epoch.end().toEpochMilli(),
          epoch.number(),
          Math.max(0, now.requests - (first ? 0 : before.requests)),
          Math.max(0, now.errors - (first ? 0 : before.errors)),
          quantiles,
          now.overheads.since(first ? null : before.overheads).quantile(0.99),
          hiccups.quantile(0.99),
          hiccups.quantile(1),
          durations.quarters());
    }

    void write(JsonWriter json) {
      json.beginObject();
      json.name("number").value(number);
      json.name("end_millis").value(endMillis);
      json.name("epoch").value(epoch);
      json.name("requests").value(requests);
      json.name("errors").value(errors);
      json.name("p50").seconds(quantiles[0]);
      json.name("p90").seconds(quantiles[1]);
      json.name("p99").seconds(quantiles[2]);
      json.name("p999").seconds(quantiles[3]);
      json.name("overhead_p99").seconds(overheadP99);
      json.name("hiccup_p99").seconds(hiccupP99);
      json.name("hiccup_max").seconds(hiccupMax);
      json.name("heat").beginArray();
      for (long each : heat) {
        json.value(each);
      }
      json.endArray();
      json.endObject();
    }
  }
}
