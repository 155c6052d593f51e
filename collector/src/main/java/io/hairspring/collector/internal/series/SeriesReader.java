package io.hairspring.collector.internal.series;

import io.hairspring.collector.view.MetricsVisitor;

/**
 * Shows series to a visitor. Keeps working memory between calls, so it belongs to one collection at
 * a time.
 *
 * @param <S> the kind of series
 */
public interface SeriesReader<S extends Series> {
  /** Returns whether {@link #lookAhead} is to be called before series are shown to a visitor. */
  default boolean looksAhead(MetricsVisitor visitor) {
    return false;
  }

  /**
   * Reads what showing a series will ask memory for. Called for a few series in a row before these
   * are shown: the processor then waits for what all of them need at once, and not for each after
   * it wrote the text of the one before. Pays where a series is spread over several places.
   */
  default void lookAhead(S series) {}

  /**
   * Shows what a series holds since its epoch began.
   *
   * @param closeEpoch whether a new epoch begins for this series with exactly what was shown
   */
  void show(S series, MetricsVisitor visitor, boolean closeEpoch);
}
