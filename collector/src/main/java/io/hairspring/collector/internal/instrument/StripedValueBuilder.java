package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.ValueBuilder;
import io.hairspring.collector.ValueRecorder;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.DisabledValueRecorder;
import io.hairspring.collector.internal.latency.RecorderSeries;
import io.hairspring.collector.internal.latency.StripedValueRecorder;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes striped value recorders. */
public final class StripedValueBuilder extends RecorderBuilder<ValueRecorder, ValueBuilder>
    implements ValueBuilder {
  private static final int MOST_PLACES = 6;
  private static final BigDecimal LEAST_STEPS = BigDecimal.valueOf(1_000);
  private static final BigDecimal MOST_STEPS = BigDecimal.TEN.pow(16);
  private static final BigDecimal USUAL_HIGHEST = BigDecimal.TEN.pow(12);

  private int places;
  private BigDecimal highest; // null: the usual one

  public StripedValueBuilder(InstrumentContext context, String name, String help) {
    super(context, name, help, FamilyKind.VALUES, DisabledValueRecorder.INSTANCE, Set.of());
  }

  @Override
  public ValueBuilder decimalPlaces(int places) {
    Limits.number("decimalPlaces of " + name(), places, 0, MOST_PLACES);
    this.places = places;
    return this;
  }

  @Override
  public ValueBuilder highestTrackable(double highest) {
    if (!(highest > 0 && Double.isFinite(highest))) {
      throw new IllegalArgumentException(
          "highest of " + name() + " must be positive and finite, was " + highest);
    }
    this.highest = BigDecimal.valueOf(highest);
    return this;
  }

  /** Returns the largest value that is told apart, in steps. */
  private long highestSteps() {
    if (highest == null) {
      return USUAL_HIGHEST.movePointRight(places).min(MOST_STEPS).longValueExact();
    }
    BigDecimal steps = highest.movePointRight(places);
    if (steps.compareTo(LEAST_STEPS) < 0 || steps.compareTo(MOST_STEPS) > 0) {
      throw new IllegalArgumentException(
          "highest of "
              + name()
              + " must be "
              + text(LEAST_STEPS.movePointLeft(places))
              + " to "
              + text(MOST_STEPS.movePointLeft(places))
              + " with decimalPlaces("
              + places
              + "), was "
              + text(highest));
    }
    return steps.longValue();
  }

  private static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  @Override
  void checkName() {
    highestSteps();
    for (double bound : bounds()) {
      int needed = BigDecimal.valueOf(bound).stripTrailingZeros().scale();
      if (needed > places) {
        throw new IllegalArgumentException(
            "bucket "
                + bound
                + " of "
                + name()
                + " has "
                + needed
                + " decimal places, values have "
                + places
                + "; expected decimalPlaces("
                + needed
                + ") or another bound");
      }
    }
  }

  @Override
  Variety variety() {
    return Variety.VALUES;
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> all = super.settings();
    all.put("decimalPlaces", places);
    all.put("highest", BigDecimal.valueOf(highestSteps(), places).stripTrailingZeros());
    return all;
  }

  @Override
  Set<LatencyShape> usualShapes() {
    return Set.of(); // those of the configuration are meant for latencies
  }

  @Override
  double[] usualBounds() {
    throw new IllegalArgumentException(
        name() + " is shown as a histogram and has no buckets; expected some, or another shape");
  }

  @Override
  LatencyLayout layout(int digits, double[] bounds) {
    return new LatencyLayout(digits, highestSteps(), places, bounds);
  }

  @Override
  RecorderSeries recorder(
      SeriesLabels labels, String[] values, LatencyLayout layout, List<SlidingWindow> windows) {
    InstrumentContext context = context();
    return new StripedValueRecorder(
        labels,
        values,
        context.cellOwners(),
        layout,
        context.losses(),
        context.exemplars(),
        windows,
        context.losses()::notFinite);
  }
}
