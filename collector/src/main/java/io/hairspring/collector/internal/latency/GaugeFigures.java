package io.hairspring.collector.internal.latency;

import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.series.SeriesReader;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Figures of each recorder of a family, of its main window or of its epoch, shown as gauges. All
 * figures of a recorder are computed when a collection asks for the first, so they belong to one
 * moment and agree with each other. Belongs to one collection at a time.
 *
 * @param <V> what the figures are read from
 */
public final class GaugeFigures<V> {
  private final Function<RecorderSeries, V> view;
  private final WindowClock clock;
  private final List<ToDoubleFunction<? super V>> figures;

  /** Creates figures of what {@code view} shows of a recorder until it is asked for another. */
  public GaugeFigures(
      Function<RecorderSeries, V> view,
      WindowClock clock,
      List<ToDoubleFunction<? super V>> figures) {
    this.view = view;
    this.clock = clock;
    this.figures = List.copyOf(figures);
  }

  /** Returns who shows the figure at {@code place} of the list. */
  public SeriesReader<RecorderSeries> reader(int place) {
    return (recorder, visitor, closeEpoch) -> visitor.gauge(recorder, figures(recorder)[place]);
  }

  private double[] figures(RecorderSeries recorder) {
    double[] known = recorder.figures;
    if (known == null) {
      known = new double[figures.size()];
      recorder.figures = known;
    } else if (recorder.figuresCollection == clock.collection()) {
      return known;
    }
    recorder.figuresCollection = clock.collection();
    V shown = view.apply(recorder);
    for (int i = 0; i < known.length; i++) {
      known[i] = figures.get(i).applyAsDouble(shown);
    }
    return known;
  }
}
