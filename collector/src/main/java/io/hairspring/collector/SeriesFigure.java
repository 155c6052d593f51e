package io.hairspring.collector;

import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;

/** What a series shows that is kept outside the collector, by another library's instrument. */
@FunctionalInterface
public interface SeriesFigure {
  /**
   * Calls the one method of {@code visitor} that the family's kind asks for, or none to leave the
   * series out of this answer.
   *
   * <p>Called by one thread at a time, in the midst of a collection. So it answers at once, makes
   * and removes no series, and asks no code that it does not know: what it throws ends the
   * collection. What may take time or fail is for a {@linkplain MetricsCollector#source source} to
   * ask, before the collection begins.
   *
   * @param closeEpoch whether a new epoch begins with exactly what is shown: a counter or a
   *     histogram then shows what comes after
   */
  void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch);
}
