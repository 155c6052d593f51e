package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;

/** Describes a histogram. */
public final class HistogramBuilder extends InstrumentBuilder<Histogram, HistogramBuilder> {
  static final double[] DEFAULT_BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private double[] bounds = DEFAULT_BOUNDS;

  HistogramBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.HISTOGRAM, Disabled.HISTOGRAM);
  }

  /**
   * Sets the upper bounds of the buckets, inclusive; the bucket above all of them is always there.
   *
   * @param bounds finite and increasing, at most 512
   * @throws IllegalArgumentException if they are not
   */
  public HistogramBuilder buckets(double... bounds) {
    this.bounds = Limits.bounds(name(), bounds, Double.NEGATIVE_INFINITY);
    return this;
  }

  @Override
  Family<Histogram> open(List<String> labelNames) {
    CollectorCore core = core();
    double[] fixed = bounds;
    return open(
        labelNames,
        (labels, values) ->
            new StripedHistogram(
                labels, values, core.stripes(), fixed, core.losses(), core.exemplars()),
        new StripedHistogram.Reader(fixed));
  }
}
