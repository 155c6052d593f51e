package io.hairspring.collector;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Series of one name whose figures are kept outside the collector, told apart by label values: how
 * another library's instruments are shown beside the collector's own. Any thread.
 *
 * @param <F> what the series show
 */
public final class Figures<F extends SeriesFigure> {
  private final Family<FigureSeries> family;

  Figures(Family<FigureSeries> family) {
    this.family = family;
  }

  /** Returns figures of the same name with other labels, as {@link Family#labelSet} does. */
  public Figures<F> labelSet(String... labelNames) {
    return new Figures<>(family.labelSet(labelNames));
  }

  /**
   * Returns the figure under these label values, made if need be. Beyond {@code maxSeries} it is
   * one that all further label values share, shown as {@code overflow}, and each look-up that ends
   * there is counted.
   *
   * @param make called once for each series
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  @SuppressWarnings("unchecked") // only with() and put() put figures in, and they take an F
  public F with(Supplier<? extends F> make, String... labelValues) {
    Objects.requireNonNull(make, "make");
    FigureSeries series = family.with(values(labelValues));
    return series == null ? make.get() : (F) series.getOrMake(make);
  }

  /**
   * Shows a figure under these label values, in place of any shown there before. One beyond {@code
   * maxSeries}, or with a label value that is too long, is not shown, and counted as a look-up that
   * overflowed or was too long.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public void put(F figure, String... labelValues) {
    Objects.requireNonNull(figure, "figure");
    FigureSeries series = family.own(values(labelValues));
    if (series != null) {
      series.set(figure);
    }
  }

  /**
   * Shows nothing under these label values any more.
   *
   * @return whether anything was shown
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public boolean remove(String... labelValues) {
    return family.remove(labelValues);
  }

  private static List<String> values(String... labelValues) {
    return Arrays.asList(Objects.requireNonNull(labelValues, "labelValues"));
  }
}
