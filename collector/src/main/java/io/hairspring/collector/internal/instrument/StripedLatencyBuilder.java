package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.DisabledLatencyRecorder;
import io.hairspring.collector.internal.latency.LatencyFamilies;
import io.hairspring.collector.internal.latency.StripedLatencyRecorder;
import io.hairspring.collector.internal.latency.WindowKeeper;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes striped latency recorders. */
public final class StripedLatencyBuilder extends SeriesBuilder<LatencyRecorder, LatencyBuilder>
    implements LatencyBuilder {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration LEAST_HIGHEST = Duration.ofNanos(1_000);
  private static final Duration MOST_HIGHEST = Duration.ofDays(365);

  private int digits = LatencyLayout.DEFAULT_DIGITS;
  private long highestNanos = LatencyLayout.DEFAULT_HIGHEST_NANOS;
  private double[] boundsSeconds = {};
  private Set<LatencyShape> shapes; // null: as the configuration or the buckets say
  private Set<LatencyGauge> gauges;
  private List<Double> quantiles = FamilyView.DEFAULT_QUANTILES;
  private List<WindowSettings> windows;

  public StripedLatencyBuilder(InstrumentContext context, String name, String help) {
    super(context, name, help, FamilyKind.LATENCY, DisabledLatencyRecorder.INSTANCE);
    windows = context.config().windows();
    gauges = context.config().latencyGauges();
  }

  @Override
  public LatencyBuilder significantDigits(int digits) {
    if (digits < 1 || digits > LatencyLayout.MOST_DIGITS) {
      throw new IllegalArgumentException(
          "digits of " + name() + " must be 1 to " + LatencyLayout.MOST_DIGITS + ", was " + digits);
    }
    this.digits = digits;
    return this;
  }

  @Override
  public LatencyBuilder highestTrackable(Duration highest) {
    highestNanos = nanos("highest", highest, LEAST_HIGHEST);
    return this;
  }

  @Override
  public LatencyBuilder buckets(double... upperBoundsSeconds) {
    boundsSeconds = Limits.bounds(name(), upperBoundsSeconds, 0);
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
  public LatencyBuilder windows(WindowSettings... windows) {
    this.windows = Limits.windows(name(), windows);
    return this;
  }

  @Override
  public LatencyBuilder show(LatencyShape... shapes) {
    this.shapes = Limits.distinct("shapes of " + name(), shapes);
    return this;
  }

  @Override
  public LatencyBuilder quantiles(double... quantiles) {
    this.quantiles = Limits.quantiles(name(), quantiles);
    return this;
  }

  @Override
  public LatencyBuilder gauges(LatencyGauge... gauges) {
    this.gauges = Limits.distinct("gauges of " + name(), gauges);
    return this;
  }

  @Override
  List<FamilyView> views(List<String> allLabelNames) {
    return families(allLabelNames).views();
  }

  private LatencyFamilies families(List<String> allLabelNames) {
    boolean ofEpoch = context().config().gaugesOfEpoch();
    return new LatencyFamilies(
        name(), help(), allLabelNames, shapes(), quantiles, new TreeSet<>(gauges), ofEpoch);
  }

  private Set<LatencyShape> shapes() {
    if (shapes != null) {
      return shapes;
    }
    Set<LatencyShape> configured = context().config().latencyShapes();
    if (!configured.isEmpty()) {
      return configured;
    }
    return Set.of(boundsSeconds.length > 0 ? LatencyShape.HISTOGRAM : LatencyShape.SUMMARY);
  }

  private double[] bounds() {
    boolean lacking = shapes().contains(LatencyShape.HISTOGRAM) && boundsSeconds.length == 0;
    return lacking ? StripedHistogramBuilder.DEFAULT_BOUNDS : boundsSeconds;
  }

  @Override
  Variety variety() {
    return Variety.LATENCY;
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("digits", digits);
    all.put("highest", Duration.ofNanos(highestNanos));
    all.put("buckets", Arrays.stream(bounds()).boxed().toList());
    all.put("windows", windows);
    all.put("shapes", new TreeSet<>(shapes()));
    all.put("quantiles", quantiles);
    all.put("gauges", new TreeSet<>(gauges));
    return all;
  }

  @Override
  SeriesFamily<LatencyRecorder> open(List<String> labelNames) {
    InstrumentContext context = context();
    LatencyLayout layout = new LatencyLayout(digits, highestNanos, bounds());
    LatencyFamilies families = families(labelNames);
    List<SlidingWindow> windows = context.windows(this.windows);
    return open(
        labelNames,
        (labels, values) ->
            new StripedLatencyRecorder(
                labels,
                values,
                context.cellOwners(),
                layout,
                context.losses(),
                context.exemplars(),
                windows,
                context.config().ticker()::nanoTime),
        names -> families.of(names).readers(layout, windows, context.clock()),
        table -> context.clock().beforeSteps(new WindowKeeper(table, layout, windows)));
  }
}
