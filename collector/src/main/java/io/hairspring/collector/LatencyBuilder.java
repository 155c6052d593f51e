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

/** Describes a latency recorder. */
public final class LatencyBuilder extends InstrumentBuilder<LatencyRecorder> {
  private int digits = LatencyLayout.DEFAULT_DIGITS;
  private long highestNanos = LatencyLayout.DEFAULT_HIGHEST_NANOS;
  private double[] boundsSeconds = {};
  private List<WindowSettings> windows;

  LatencyBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.LATENCY, DisabledLatencyRecorder.INSTANCE);
    windows = core.config().windows();
  }

  /** Sets the precision: 1 to 3 significant digits; 2, within 1 %, unless told otherwise. */
  public LatencyBuilder digits(int digits) {
    this.digits = digits;
    return this;
  }

  /** Sets the longest latency told apart, 1 µs to 365 days; an hour unless told otherwise. */
  public LatencyBuilder highest(Duration highest) {
    highestNanos = highest.toNanos();
    return this;
  }

  /**
   * Shows the recorder as a histogram with these exact buckets; without buckets it is shown as a
   * summary of quantiles.
   *
   * @param upperBoundsSeconds positive, finite, increasing; at most 250
   */
  public LatencyBuilder buckets(double... upperBoundsSeconds) {
    boundsSeconds = upperBoundsSeconds.clone();
    return this;
  }

  /**
   * Sets the windows of the recorder, 1 to 4, the main one first; those of the collector's
   * configuration unless told otherwise.
   */
  public LatencyBuilder windows(WindowSettings... windows) {
    this.windows = CollectorConfig.windows(name(), List.of(windows));
    return this;
  }

  @Override
  FamilyView view(List<String> allLabelNames) {
    LatencyShape shape = boundsSeconds.length > 0 ? LatencyShape.HISTOGRAM : LatencyShape.SUMMARY;
    return new FamilyView(name(), help(), FamilyKind.LATENCY, allLabelNames, Set.of(shape), name());
  }

  @Override
  Family<LatencyRecorder> open(List<String> labelNames) {
    CollectorCore core = core();
    LatencyLayout layout = new LatencyLayout(digits, highestNanos, boundsSeconds);
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
                windows,
                core.config().ticker()::nanoTime),
        new StripedLatencyRecorder.Reader(layout, windows),
        table -> core.clock().beforeSteps(new WindowKeeper(table, layout, windows)));
  }
}
