package io.hairspring.collector.latency.cells;

import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.WindowView;
import io.hairspring.collector.window.WindowClock;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Figures of the main window of each recorder of a family, shown as gauges. All figures of a
 * recorder are computed when a walk asks for the first, so they belong to one window and agree with
 * each other. Belongs to one walk at a time.
 */
public final class WindowFigures {
  private final LatencyReader reader;
  private final WindowClock clock;
  private final List<ToDoubleFunction<WindowView>> figures;

  /** Creates figures of what {@code reader} reads. */
  public WindowFigures(
      LatencyReader reader, WindowClock clock, List<ToDoubleFunction<WindowView>> figures) {
    this.reader = reader;
    this.clock = clock;
    this.figures = List.copyOf(figures);
  }

  /** Returns who shows the figure at {@code place} of the list. */
  public SeriesReader<StripedLatencyRecorder> reader(int place) {
    return (recorder, visitor, closeEpoch) -> visitor.gauge(recorder, figures(recorder)[place]);
  }

  private double[] figures(StripedLatencyRecorder recorder) {
    double[] known = recorder.figures;
    if (known == null) {
      known = new double[figures.size()];
      recorder.figures = known;
    } else if (recorder.figuresWalk == clock.walk()) {
      return known;
    }
    recorder.figuresWalk = clock.walk();
    WindowView window = reader.window(recorder);
    for (int i = 0; i < known.length; i++) {
      known[i] = figures.get(i).applyAsDouble(window);
    }
    return known;
  }
}
