package io.hairspring.collector;

import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.collector.latency.cells.DisabledLatencyRecorder;
import io.hairspring.collector.latency.cells.LatencyLayout;
import io.hairspring.collector.latency.cells.StripedLatencyRecorder;
import io.hairspring.collector.latency.cells.WindowKeeper;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.LatencyShape;
import io.hairspring.collector.window.SlidingWindow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Describes a latency recorder. */
public final class LatencyBuilder extends InstrumentBuilder<LatencyRecorder, LatencyBuilder> {
  private static final Duration LEAST_HIGHEST = Duration.ofNanos(1_000);
  private static final Duration MOST_HIGHEST = Duration.ofDays(365);

  private int digits = LatencyLayout.DEFAULT_DIGITS;
  private long highestNanos = LatencyLayout.DEFAULT_HIGHEST_NANOS;
  private double[] boundsSeconds = {};
  private Set<LatencyShape> shapes; // null: as the configuration or the buckets say
  private Set<LatencyGauge> gauges;
  private List<Double> quantiles = FamilyView.DEFAULT_QUANTILES;
  private List<WindowSettings> windows;

  LatencyBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.LATENCY, DisabledLatencyRecorder.INSTANCE);
    windows = core.config().windows();
    gauges = core.config().latencyGauges();
  }

  /**
   * Sets the precision: 1 to 3 significant digits; 2, within 1 %, unless told otherwise.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  public LatencyBuilder digits(int digits) {
    if (digits < 1 || digits > LatencyLayout.MOST_DIGITS) {
      throw new IllegalArgumentException(
          "digits of " + name() + " must be 1 to " + LatencyLayout.MOST_DIGITS + ", was " + digits);
    }
    this.digits = digits;
    return this;
  }

  /**
   * Sets the longest latency told apart, 1 µs to 365 days; an hour unless told otherwise.
   *
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public LatencyBuilder highest(Duration highest) {
    highestNanos = Limits.nanos("highest of " + name(), highest, LEAST_HIGHEST, MOST_HIGHEST);
    return this;
  }

  /**
   * Sets exact buckets. A recorder that has them is shown as a histogram, one without as a summary
   * of quantiles, unless {@link #show} or the configuration says otherwise.
   *
   * @param upperBoundsSeconds positive, finite, increasing; at most 512
   * @throws IllegalArgumentException if they are not
   */
  public LatencyBuilder buckets(double... upperBoundsSeconds) {
    boundsSeconds = Limits.bounds(name(), upperBoundsSeconds, 0);
    return this;
  }

  /**
   * Sets the windows of the recorder, 1 to 4, the main one first; those of the collector's
   * configuration unless told otherwise.
   *
   * @throws IllegalArgumentException if there are none, or more
   */
  public LatencyBuilder windows(WindowSettings... windows) {
    this.windows = Limits.windows(name(), windows);
    return this;
  }

  /**
   * Chooses the shapes in which the recorder is shown, in place of those of the collector's
   * configuration: any set of them, also none, where its gauges are all that is wanted. A summary
   * beside another shape is called {@code call_quantiles_seconds}; a histogram without {@link
   * #buckets} has those from 5 ms to 10 s. JSON shows a recorder once, whatever is chosen.
   */
  public LatencyBuilder show(LatencyShape... shapes) {
    this.shapes = Limits.distinct("shapes of " + name(), shapes);
    return this;
  }

  /**
   * Sets which quantiles of the main window a summary shows; 0.5, 0.95 and 0.99 unless told
   * otherwise. JSON, summary and gauges show their own.
   *
   * @param quantiles ascending, 0 to 1; at most 32, none for count and sum alone
   * @throws IllegalArgumentException if they are not
   */
  public LatencyBuilder quantiles(double... quantiles) {
    this.quantiles = Limits.quantiles(name(), quantiles);
    return this;
  }

  /**
   * Shows these figures of the recorder's main window as gauges, in place of those of the
   * collector's configuration. Their names are made of the recorder's, as {@link LatencyGauge}
   * says, and where one of them is taken the recorder is refused.
   */
  public LatencyBuilder gauges(LatencyGauge... gauges) {
    this.gauges = Limits.distinct("gauges of " + name(), gauges);
    return this;
  }

  @Override
  List<FamilyView> views(List<String> allLabelNames) {
    return families(allLabelNames).views();
  }

  private LatencyFamilies families(List<String> allLabelNames) {
    boolean ofEpoch = core().config().gaugesOfEpoch();
    return new LatencyFamilies(
        name(), help(), allLabelNames, shapes(), quantiles, new TreeSet<>(gauges), ofEpoch);
  }

  private Set<LatencyShape> shapes() {
    if (shapes != null) {
      return shapes;
    }
    Set<LatencyShape> configured = core().config().latencyShapes();
    if (!configured.isEmpty()) {
      return configured;
    }
    return Set.of(boundsSeconds.length > 0 ? LatencyShape.HISTOGRAM : LatencyShape.SUMMARY);
  }

  private double[] bounds() {
    boolean lacking = shapes().contains(LatencyShape.HISTOGRAM) && boundsSeconds.length == 0;
    return lacking ? HistogramBuilder.DEFAULT_BOUNDS : boundsSeconds;
  }

  @Override
  Family<LatencyRecorder> open(List<String> labelNames) {
    CollectorCore core = core();
    LatencyLayout layout = new LatencyLayout(digits, highestNanos, bounds());
    LatencyFamilies families = families(labelNames);
    List<SlidingWindow> windows = core.windows(this.windows);
    return open(
        labelNames,
        (labels, values) ->
            new StripedLatencyRecorder(
                labels,
                values,
                core.stripes(),
                layout,
                core.losses(),
                core.exemplars(),
                windows,
                core.config().ticker()::nanoTime),
        names -> families.of(names).readers(layout, windows, core.clock()),
        table -> core.clock().beforeSteps(new WindowKeeper(table, layout, windows)));
  }
}
