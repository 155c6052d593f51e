package io.hairspring.micrometer;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.SummaryView;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What timers show that Micrometer itself keeps, in seconds. */
final class LongTasks {
  private static final TimeUnit UNIT = TimeUnit.SECONDS;

  private LongTasks() {}

  /** Shows how many tasks are active and how long they are, as a histogram or a summary. */
  static void show(ExposedMeter meter, LongTaskTimer timer) {
    if (Bounds.of(meter.config()).length == 0) {
      meter.asked(
          meter.name(),
          FamilyKind.SUMMARY,
          new Asked<>(
              () -> summary(timer.takeSnapshot()),
              (series, visitor, told) -> visitor.summary(series, told)));
    } else {
      meter.asked(
          meter.name(),
          FamilyKind.HISTOGRAM,
          new Asked<>(
              () -> distribution(timer.takeSnapshot()),
              (series, visitor, told) -> visitor.histogram(series, told)));
      // What readers of Micrometer's gauge histogram look for.
      gauge(meter, "_gcount", () -> (double) timer.activeTasks());
      gauge(meter, "_gsum", () -> timer.duration(UNIT));
    }
    gauge(meter, "_max", () -> timer.max(UNIT));
  }

  private static void gauge(ExposedMeter meter, String suffix, Supplier<Double> value) {
    meter.asked(meter.name() + suffix, FamilyKind.GAUGE, Asked.gauge(value));
  }

  /** Shows count and sum. */
  static void show(ExposedMeter meter, FunctionTimer timer) {
    meter.asked(
        meter.name(),
        FamilyKind.SUMMARY,
        new Asked<>(
            () -> SummaryView.of(List.of(), List.of(), (long) timer.count(), timer.totalTime(UNIT)),
            (series, visitor, told) -> visitor.summary(series, told)));
  }

  private static SummaryView summary(HistogramSnapshot snapshot) {
    ValueAtPercentile[] values = snapshot.percentileValues();
    return SummaryView.of(
        Arrays.stream(values).map(ValueAtPercentile::percentile).toList(),
        Arrays.stream(values).map(value -> value.value(UNIT)).toList(),
        snapshot.count(),
        snapshot.total(UNIT));
  }

  private static DistributionView distribution(HistogramSnapshot snapshot) {
    List<CountAtBucket> finite =
        Arrays.stream(snapshot.histogramCounts())
            .filter(bucket -> Double.isFinite(bucket.bucket()))
            .toList();
    return DistributionView.of(
        finite.stream().map(bucket -> bucket.bucket(UNIT)).toList(),
        finite.stream().map(bucket -> (long) bucket.count()).toList(),
        snapshot.count(),
        snapshot.total(UNIT));
  }
}
