package io.hairspring.collector.series;

import io.hairspring.collector.snapshot.MetricsVisitor;

/**
 * Shows series to a visitor. Keeps working memory between calls, so it belongs to one walk at a
 * time.
 *
 * @param <S> the kind of series
 */
public interface SeriesReader<S extends Series> {
  /**
   * Shows what a series holds since its epoch began.
   *
   * @param closeEpoch whether a new epoch begins for this series with exactly what was shown
   */
  void show(S series, MetricsVisitor visitor, boolean closeEpoch);
}
