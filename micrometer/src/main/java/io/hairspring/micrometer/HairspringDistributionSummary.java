package io.hairspring.micrometer;

import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/** A distribution summary. Any thread. */
final class HairspringDistributionSummary extends AbstractMeter implements DistributionSummary {
  private static final WarnThenDebugLogger LOG =
      new WarnThenDebugLogger(HairspringDistributionSummary.class);

  private final Distribution values;
  private final Maximum max; // of the values' bits, which ascend as the values do from 0 on
  private final MeterTime time;
  private final double scale;

  HairspringDistributionSummary(
      Id id, Distribution values, Maximum max, MeterTime time, double scale) {
    super(id);
    this.values = values;
    this.max = max;
    this.time = time;
    this.scale = scale;
  }

  @Override
  public void record(double amount) {
    double value = amount * scale;
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      LOG.log("'amount' should be finite and not negative but was: " + amount + " of " + getId());
      return;
    }
    time.recording();
    max.offer(Double.doubleToLongBits(value + 0.0)); // whose zero has no sign
    values.record(value);
  }

  @Override
  public long count() {
    return values.count();
  }

  @Override
  public double totalAmount() {
    return values.sum();
  }

  @Override
  public double max() {
    return Double.longBitsToDouble(max.get());
  }

  @Override
  public HistogramSnapshot takeSnapshot() {
    long[] cumulative = values.cumulative();
    double[] bounds = values.bounds();
    CountAtBucket[] buckets = new CountAtBucket[bounds.length];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new CountAtBucket(bounds[i], (double) cumulative[i]);
    }
    return new HistogramSnapshot(
        cumulative[bounds.length], totalAmount(), max(), values.percentileValues(), buckets, null);
  }
}
