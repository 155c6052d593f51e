package io.hairspring.micrometer;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;
import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.util.TimeUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A timer that a latency recorder keeps. Any thread; recording takes no lock. */
@SuppressWarnings("overloads") // Micrometer's
class HairspringTimer extends AbstractMeter implements Timer {
  private static final WarnThenDebugLogger LOG = new WarnThenDebugLogger(HairspringTimer.class);

  private final LatencyRecorder recorder;
  private final Maximum max;
  private final MeterTime time;
  private final double[] percentiles; // not to be written, as the next
  private final double[] boundsNanos; // those of the recorder
  private final Supplier<Exemplar> exemplars; // null for none

  /** Creates a timer. */
  HairspringTimer(
      Id id,
      LatencyRecorder recorder,
      Maximum max,
      MeterTime time,
      double[] percentiles,
      double[] boundsNanos,
      ExemplarSource exemplars) {
    super(id);
    this.recorder = recorder;
    this.max = max;
    this.time = time;
    this.percentiles = percentiles;
    this.boundsNanos = boundsNanos;
    this.exemplars = exemplars == null ? null : exemplars::current;
  }

  @Override
  public void record(long amount, TimeUnit unit) {
    long nanos = unit.toNanos(amount);
    if (nanos < 0) {
      LOG.log("'amount' should not be negative but was: " + amount + " " + unit + " of " + getId());
      return;
    }
    time.recording();
    max.offer(nanos);
    if (exemplars == null) {
      recorder.record(nanos);
    } else {
      recorder.recordWithExemplar(nanos, exemplars);
    }
  }

  @Override
  public <T> T record(Supplier<T> timed) {
    long start = time.clock().monotonicTime();
    try {
      return timed.get();
    } finally {
      recordSince(start);
    }
  }

  @Override
  public <T> T recordCallable(Callable<T> timed) throws Exception {
    long start = time.clock().monotonicTime();
    try {
      return timed.call();
    } finally {
      recordSince(start);
    }
  }

  @Override
  public void record(Runnable timed) {
    long start = time.clock().monotonicTime();
    try {
      timed.run();
    } finally {
      recordSince(start);
    }
  }

  private void recordSince(long startNanos) {
    record(time.clock().monotonicTime() - startNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public long count() {
    return recorder.count();
  }

  @Override
  public double totalTime(TimeUnit unit) {
    return TimeUtils.nanosToUnit(totalNanos(recorder.total()), unit);
  }

  /** Returns the sum, which goes on above what a long can say. */
  private static double totalNanos(LatencyView total) {
    long nanos = total.sumNanos();
    return nanos < Long.MAX_VALUE
        ? (double) nanos
        : TimeUtils.secondsToUnit(total.sum(), TimeUnit.NANOSECONDS);
  }

  @Override
  public double max(TimeUnit unit) {
    return TimeUtils.nanosToUnit((double) max.get(), unit);
  }

  @Override
  public TimeUnit baseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  @Override
  public HistogramSnapshot takeSnapshot() {
    time.reading();
    LatencyView total = recorder.total();
    return new HistogramSnapshot(
        total.count(),
        totalNanos(total),
        (double) max.get(),
        percentiles.length == 0 ? new ValueAtPercentile[0] : percentileValues(),
        buckets(total),
        (out, scale) -> recorder.histogram().outputPercentileDistribution(out, scale));
  }

  private ValueAtPercentile[] percentileValues() {
    WindowView window = recorder.window();
    ValueAtPercentile[] values = new ValueAtPercentile[percentiles.length];
    for (int i = 0; i < values.length; i++) {
      double nanos = window.count() == 0 ? 0 : window.quantileNanos(percentiles[i]);
      values[i] = new ValueAtPercentile(percentiles[i], nanos);
    }
    return values;
  }

  private CountAtBucket[] buckets(LatencyView total) {
    CountAtBucket[] buckets = new CountAtBucket[boundsNanos.length];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new CountAtBucket(boundsNanos[i], (double) total.cumulativeCount(i));
    }
    return buckets;
  }
}
