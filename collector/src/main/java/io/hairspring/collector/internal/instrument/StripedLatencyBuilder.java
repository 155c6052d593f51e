package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.DisabledLatencyRecorder;
import io.hairspring.collector.internal.latency.RecorderSeries;
import io.hairspring.collector.internal.latency.StripedLatencyRecorder;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyShape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes striped latency recorders. */
public final class StripedLatencyBuilder extends RecorderBuilder<LatencyRecorder, LatencyBuilder>
    implements LatencyBuilder {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration LEAST_HIGHEST = Duration.ofNanos(1_000);
  private static final Duration MOST_HIGHEST = Duration.ofDays(365);

  private long highestNanos = LatencyLayout.DEFAULT_HIGHEST_NANOS;

  public StripedLatencyBuilder(InstrumentContext context, String name, String help) {
    super(
        context,
        name,
        help,
        FamilyKind.LATENCY,
        DisabledLatencyRecorder.INSTANCE,
        context.config().latencyGauges());
  }

  @Override
  public LatencyBuilder highestTrackable(Duration highest) {
    highestNanos = nanos("highest", highest, LEAST_HIGHEST);
    return this;
  }

  @Override
  public LatencyBuilder buckets(Duration first, Duration... more) {
    return buckets(
        Stream.concat(Stream.of(first), Arrays.stream(more))
            .mapToDouble(bound -> nanos("bucket", bound, Duration.ofNanos(1)) / NANOS_PER_SECOND)
            .toArray());
  }

  private long nanos(String what, Duration given, Duration least) {
    return Limits.nanos(what + " of " + name(), given, least, MOST_HIGHEST);
  }

  @Override
  Variety variety() {
    return Variety.LATENCY;
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> all = super.settings();
    all.put("highest", Duration.ofNanos(highestNanos));
    return all;
  }

  @Override
  Set<LatencyShape> usualShapes() {
    return context().config().latencyShapes();
  }

  @Override
  double[] usualBounds() {
    return StripedHistogramBuilder.DEFAULT_BOUNDS;
  }

  @Override
  LatencyLayout layout(int digits, double[] bounds) {
    return new LatencyLayout(digits, highestNanos, bounds);
  }

  @Override
  RecorderSeries recorder(
      SeriesLabels labels, String[] values, LatencyLayout layout, List<SlidingWindow> windows) {
    InstrumentContext context = context();
    return new StripedLatencyRecorder(
        labels,
        values,
        context.cellOwners(),
        layout,
        context.losses(),
        context.exemplars(),
        windows,
        context.config().ticker()::nanoTime);
  }
}
