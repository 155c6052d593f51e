package io.hairspring.collector.view;

/**
 * Visits what a collector holds: families by name, and each family's series in the order in which
 * they were made. Called by one thread. All series of a family follow its {@link #family} call
 * without another family between them.
 *
 * <p>A recorder that has several shapes is a family in each of them, under a name of its own; but
 * for the first they are {@linkplain FamilyView#isDerived derived}.
 *
 * <p>What a visitor throws ends the collection and reaches whoever started it.
 */
public interface MetricsVisitor {
  /**
   * Opens a family that has at least one series.
   *
   * @return whether to show its series
   */
  boolean family(FamilyView family);

  /**
   * Ends a family that {@link #family} opened and did not decline, after the last of its series: an
   * export that writes a family as a whole does so here.
   */
  default void familyEnd() {}

  /**
   * Ends the visit or the reset, after the last family. Not called where something was thrown.
   *
   * @param epoch as whoever started it gets it
   */
  default void visitEnd(Epoch epoch) {}

  /** Shows a counter's total of the current epoch. */
  void counter(SeriesView series, long total);

  /**
   * Shows a counter's total that need not be a whole number, such as seconds: a counter that
   * somebody outside the collector keeps, or one that counts parts of a unit.
   */
  void fractionalCounter(SeriesView series, double total);

  /** Shows a gauge's value; may be NaN or infinite. */
  void gauge(SeriesView series, double value);

  /** Shows a histogram of the current epoch. */
  void histogram(SeriesView series, DistributionView values);

  /**
   * Shows a latency recorder of the current epoch, in the shapes that its {@link FamilyView#shapes}
   * name.
   */
  void latency(SeriesView series, LatencyView values);

  /**
   * Shows a value recorder of the current epoch, in the shapes that its {@link FamilyView#shapes}
   * name. A visitor that does not know value recorders is shown its buckets as a histogram.
   */
  default void values(SeriesView series, ValueView values) {
    histogram(series, values);
  }

  /**
   * Returns whether this visitor asks a {@link LatencyView} or {@link ValueView} for no more than
   * the {@linkplain FamilyView#shapes shapes} of its family show. A collection is then cheaper,
   * above all where little was recorded since the last. Of a family that is a {@link
   * LatencyShape#HISTOGRAM} alone it may ask for sum, count, mean, bounds, buckets and exemplars;
   * of a {@link LatencyShape#SUMMARY} alone for sum, count, mean and, where the {@linkplain
   * FamilyView#quantiles family} shows quantiles, those of the main window. Other questions throw
   * {@link IllegalStateException}. Always the same.
   */
  default boolean readsShapesOnly() {
    return false;
  }

  /** Shows a summary. Only those that somebody outside the collector keeps are shown so. */
  void summary(SeriesView series, SummaryView values);

  /** Shows labels that describe the process. */
  void info(SeriesView series);

  /** Shows which of its states a series is in. */
  void stateSet(SeriesView series, StateSetView states);
}
