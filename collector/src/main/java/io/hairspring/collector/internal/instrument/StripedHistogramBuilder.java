package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Histogram;
import io.hairspring.collector.HistogramBuilder;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.view.FamilyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes striped histograms. */
public final class StripedHistogramBuilder extends SeriesBuilder<Histogram, HistogramBuilder>
    implements HistogramBuilder {
  static final double[] DEFAULT_BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private double[] bounds = DEFAULT_BOUNDS;

  public StripedHistogramBuilder(InstrumentContext context, String name, String help) {
    super(context, name, help, FamilyKind.HISTOGRAM, Disabled.HISTOGRAM);
  }

  @Override
  public HistogramBuilder buckets(double... bounds) {
    this.bounds = Limits.bounds(name(), bounds, Double.NEGATIVE_INFINITY);
    return this;
  }

  @Override
  Variety variety() {
    return Variety.HISTOGRAM;
  }

  @Override
  Map<String, Object> settings() {
    return Map.of("buckets", Arrays.stream(bounds).boxed().toList());
  }

  @Override
  SeriesFamily<Histogram> open(List<String> labelNames) {
    InstrumentContext context = context();
    double[] fixed = bounds;
    return open(
        labelNames,
        (labels, values) ->
            new StripedHistogram(
                labels, values, context.stripes(), fixed, context.losses(), context.exemplars()),
        new HistogramReader(fixed));
  }
}
