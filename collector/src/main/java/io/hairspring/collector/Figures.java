package io.hairspring.collector;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Series of one name whose figures are kept outside the collector, told apart by label values: how
 * another library's instruments are shown beside the collector's own. Any thread.
 *
 * @param <F> what the series show
 */
public interface Figures<F extends SeriesFigure> extends AutoCloseable {
  /** Returns figures of the same name with other labels, as {@link Family#labelSet} does. */
  Figures<F> labelSet(String... labelNames);

  /**
   * Returns the figure under these label values, made if need be. Beyond {@code maxSeries} it is
   * one that all further label values share, shown as {@code overflow}, and each look-up that ends
   * there is counted.
   *
   * @param make called once for each series
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  F with(Supplier<? extends F> make, @Nullable String... labelValues);

  /**
   * Shows a figure under these label values, in place of any shown there before. One beyond {@code
   * maxSeries}, or with a label value that is too long, is not shown, and counted as a look-up that
   * overflowed or was too long.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  void put(F figure, @Nullable String... labelValues);

  /**
   * Shows nothing under these label values any more.
   *
   * @return whether anything was shown
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  boolean remove(@Nullable String... labelValues);

  /** Shows the figures no more and gives their name back. May be called again. */
  @Override
  void close();
}
