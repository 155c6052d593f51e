package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import io.hairspring.collector.view.Epoch;
import io.hairspring.exposition.format.JsonWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The last quarter of an hour of a few figures, for the page: one point for every {@value
 * #STEP_SECONDS} seconds, by the collector's clock, and for every quarter of one at first, so that
 * there is something to see at once. Read like any scrape, on a thread for figures, so no recording
 * waits for it. Takes at most some 2 MB, of which the heat maps of {@value #MOST_SERIES} series are
 * most.
 */
final class History implements AutoCloseable {
  static final int STEP_SECONDS = 3;
  static final int POINTS = 15 * 60 / STEP_SECONDS;
  static final int MOST_SERIES = 20;

  static final int TICK_MILLIS = 250;
  static final int SHORT_POINTS = 4; // of a tick

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final MetricsCollector metrics;
  private final Ticker ticker;
  private final Executor reader;
  private final Runnable end;
  private final long beganMillis; // tells this history from that of an earlier process
  private final AtomicBoolean reading = new AtomicBoolean(); // one at a time

  private final Deque<Point> points = new ArrayDeque<>(); // under the monitor, like all below
  private final List<String> series = new ArrayList<>(); // those with a heat map of their own
  private HistoryReading before; // null before the first
  private Epoch epochBefore; // the same
  private long askedNanos;
  private long taken;

  History(MetricsCollector metrics, Executor reader) {
    this.metrics = metrics;
    this.reader = reader;
    ticker = metrics.config().ticker();
    beganMillis = metrics.config().clock().millis();
    end = metrics.every(Duration.ofMillis(TICK_MILLIS), this::askIfDue);
    ask(); // what was there before is in no point
  }

  private void askIfDue() {
    synchronized (this) {
      long stepMillis = taken < SHORT_POINTS ? TICK_MILLIS : 1_000L * STEP_SECONDS;
      // Half a tick early: one that comes a moment too soon is the one that is meant.
      if (ticker.nanoTime() - askedNanos < (stepMillis - TICK_MILLIS / 2) * 1_000_000) {
        return;
      }
    }
    ask();
  }

  private void ask() {
    synchronized (this) {
      askedNanos = ticker.nanoTime();
    }
    if (!reading.compareAndSet(false, true)) {
      return; // the last one is not done: the next point covers both
    }
    try {
      reader.execute(this::read);
    } catch (Throwable noThread) { // or closed
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
    now.series().stream()
        .filter(each -> series.size() < MOST_SERIES && !series.contains(each))
        .forEach(series::add);
    if (before != null) {
      points.addLast(Point.of(++taken, now, before, epochBefore, epoch, series));
      if (points.size() > POINTS) {
        points.removeFirst();
      }
    }
    before = now;
    epochBefore = epoch;
  }

  /**
   * Writes the points after one that was read before; 0 for all.
   *
   * @param ofSeries whose heat map; that of all requests if it is none of those that have one
   */
  void write(JsonWriter json, long after, String ofSeries) {
    List<Point> all;
    List<String> names;
    synchronized (this) {
      all = List.copyOf(points);
      names = List.copyOf(series);
    }
    int index = names.indexOf(ofSeries);
    json.beginObject();
    json.name("began_millis").value(beganMillis);
    json.name("prefix").value(metrics.config().prefix());
    json.name("step_seconds").value(STEP_SECONDS);
    json.name("series").beginArray();
    names.forEach(json::value);
    json.endArray();
    json.name("heat_of").value(index < 0 ? "" : ofSeries);
    json.name("points").beginArray();
    all.stream().filter(point -> point.number > after).forEach(point -> point.write(json, index));
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
      long nanos,
      long endMillis,
      long epoch,
      long requests,
      long errors,
      double[] quantiles,
      double overheadP99,
      double hiccupP99,
      double hiccupMax,
      double gcPauseMax,
      long[] heat,
      List<long[]> heats) {
    static Point of(
        long number,
        HistoryReading now,
        HistoryReading last,
        Epoch lastEpoch,
        Epoch epoch,
        List<String> series) {
      boolean first = epoch.number() != lastEpoch.number();
      HistoryReading before = first ? null : last;
      LogBuckets durations = now.durations.since(first ? null : before.durations);
      LogBuckets hiccups = now.hiccups.since(first ? null : before.hiccups);
      double[] quantiles = new double[QUANTILES.length];
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] = durations.quantile(QUANTILES[i]);
      }
      return new Point(
          number,
          Duration.between(lastEpoch.end(), epoch.end()).toNanos(),
          epoch.end().toEpochMilli(),
          epoch.number(),
          Math.max(0, now.requests - (first ? 0 : before.requests)),
          Math.max(0, now.errors - (first ? 0 : before.errors)),
          quantiles,
          now.overheads.since(first ? null : before.overheads).quantile(0.99),
          hiccups.quantile(0.99),
          hiccups.quantile(1),
          now.gcPauses.since(first ? null : before.gcPauses).quantile(1),
          durations.quarters(),
          series.stream()
              .map(each -> now.of(each).since(first ? null : before.of(each)).quarters())
              .toList());
    }

    /** Writes the point with the heat map of a series; of all requests below 0. */
    void write(JsonWriter json, int index) {
      long[] shown = index < 0 ? heat : index < heats.size() ? heats.get(index) : new long[0];
      json.beginObject();
      json.name("number").value(number);
      json.name("end_millis").value(endMillis);
      json.name("seconds").seconds(nanos);
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
      json.name("gc_pause_max").seconds(gcPauseMax);
      json.name("heat").beginArray();
      for (long each : shown) {
        json.value(each);
      }
      json.endArray();
      json.endObject();
    }
  }
}
