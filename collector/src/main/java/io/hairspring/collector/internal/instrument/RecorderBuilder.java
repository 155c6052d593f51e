package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.InstrumentBuilder;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.LatencyFamilies;
import io.hairspring.collector.internal.latency.RecorderSeries;
import io.hairspring.collector.internal.latency.WindowKeeper;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makers of latency and value recorders have in common.
 *
 * @param <I> the kind of instrument
 * @param <B> the builder itself
 */
abstract class RecorderBuilder<I, B extends InstrumentBuilder<I, B>> extends SeriesBuilder<I, B> {
  private final FamilyKind kind;
  private int digits = LatencyLayout.DEFAULT_DIGITS;
  private double[] bounds = {};
  private Set<LatencyShape> shapes; // null: as the configuration or the buckets say
  private Set<LatencyGauge> gauges;
  private List<Double> quantiles = FamilyView.DEFAULT_QUANTILES;
  private List<WindowSettings> windows;

  RecorderBuilder(
      InstrumentContext context,
      String name,
      String help,
      FamilyKind kind,
      I disabled,
      Set<LatencyGauge> gauges) {
    super(context, name, help, kind, disabled);
    this.kind = kind;
    this.gauges = gauges;
    windows = context.config().windows();
  }

  public final B significantDigits(int digits) {
    Limits.number("digits of " + name(), digits, 1, LatencyLayout.MOST_DIGITS);
    this.digits = digits;
    return self();
  }

  public final B buckets(double... upperBounds) {
    bounds = Limits.bounds(name(), upperBounds, 0);
    return self();
  }

  public final B windows(WindowSettings... windows) {
    this.windows = Limits.windows(name(), windows);
    return self();
  }

  public final B show(LatencyShape... shapes) {
    this.shapes = Limits.distinct("shapes of " + name(), shapes);
    return self();
  }

  public final B quantiles(double... quantiles) {
    this.quantiles = Limits.quantiles(name(), quantiles);
    return self();
  }

  public final B gauges(LatencyGauge... gauges) {
    this.gauges = Limits.distinct("gauges of " + name(), gauges);
    return self();
  }

  /** Returns the shapes of recorders that say none, empty to go by their buckets. */
  abstract Set<LatencyShape> usualShapes();

  /** Returns the bounds of a recorder that is shown as a histogram and was given none. */
  abstract double[] usualBounds();

  abstract LatencyLayout layout(int digits, double[] bounds);

  abstract RecorderSeries recorder(
      SeriesLabels labels, String[] values, LatencyLayout layout, List<SlidingWindow> windows);

  @Override
  final List<FamilyView> views(List<String> allLabelNames) {
    return families(allLabelNames).views();
  }

  private LatencyFamilies families(List<String> allLabelNames) {
    boolean ofEpoch = context().config().gaugesOfEpoch();
    return new LatencyFamilies(
        kind, name(), help(), allLabelNames, shapes(), quantiles, new TreeSet<>(gauges), ofEpoch);
  }

  private Set<LatencyShape> shapes() {
    Set<LatencyShape> chosen = shapes == null ? usualShapes() : shapes;
    if (shapes != null || !chosen.isEmpty()) {
      return chosen;
    }
    return Set.of(bounds.length > 0 ? LatencyShape.HISTOGRAM : LatencyShape.SUMMARY);
  }

  /** Returns the bounds of its buckets. */
  final double[] bounds() {
    boolean lacking = shapes().contains(LatencyShape.HISTOGRAM) && bounds.length == 0;
    return lacking ? usualBounds() : bounds;
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("digits", digits);
    all.put("buckets", Arrays.stream(bounds()).boxed().toList());
    all.put("windows", windows);
    all.put("shapes", new TreeSet<>(shapes()));
    all.put("quantiles", quantiles);
    all.put("gauges", new TreeSet<>(gauges));
    return all;
  }

  @Override
  final SeriesFamily<I> open(List<String> labelNames) {
    InstrumentContext context = context();
    LatencyLayout layout = layout(digits, bounds());
    LatencyFamilies families = families(labelNames);
    List<SlidingWindow> windows = context.windows(this.windows);
    return open(
        labelNames,
        (labels, values) -> recorder(labels, values, layout, windows),
        names -> families.of(names).readers(layout, windows, context.clock()),
        table -> context.clock().beforeSteps(new WindowKeeper(table, layout, windows)));
  }
}
