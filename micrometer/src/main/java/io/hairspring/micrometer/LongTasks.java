package io.hairspring.micrometer;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.SummaryView;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What timers show that Micrometer itself keeps, in seconds. */
final class LongTasks {
  private static final TimeUnit UNIT = TimeUnit.SECONDS;

  private LongTasks() {}

  /** Returns how many tasks are active and how long they are, as a histogram or a summary. */
  static Asked<?> asked(LongTaskTimer timer, boolean buckets) {
    return buckets
        ? new Asked<>(
            () -> distribution(timer.takeSnapshot()),
            (series, visitor, told) -> visitor.histogram(series, told))
        : new Asked<>(
            () -> summary(timer.takeSnapshot()),
            (series, visitor, told) -> visitor.summary(series, told));
  }

  /** Returns count and sum. */
  static Asked<SummaryView> asked(FunctionTimer timer) {
    return new Asked<>(
        () -> SummaryView.of(List.of(), List.of(), (long) timer.count(), timer.totalTime(UNIT)),
        (series, visitor, told) -> visitor.summary(series, told));
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
