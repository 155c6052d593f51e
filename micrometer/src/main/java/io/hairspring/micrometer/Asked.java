package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A figure that a stranger's code tells: asked before a collection, and shown as it was told then.
 *
 * @param <V> what is told, immutable
 */
final class Asked<V> implements SeriesFigure {
  private final Supplier<V> question;
  private final Shower<? super V> shower;
  private volatile V told; // null before the first answer; written by whoever asks

  /** Shows what was told. */
  @FunctionalInterface
  interface Shower<V> {
    void show(SeriesView series, MetricsVisitor visitor, V told);
  }

  Asked(Supplier<V> question, Shower<? super V> shower) {
    this.question = question;
    this.shower = shower;
  }

  /** Returns a gauge. */
  static Asked<Double> gauge(Supplier<Double> value) {
    return new Asked<>(value, (series, visitor, told) -> visitor.gauge(series, told));
  }

  /** Returns a counter, whose total somebody else keeps, epochs included. */
  static Asked<Double> counter(Supplier<Double> total) {
    return new Asked<>(total, (series, visitor, told) -> visitor.fractionalCounter(series, told));
  }

  /** Asks; whatever the stranger's code throws leaves the last answer. */
  @SuppressWarnings("CatchingUnchecked")
  void ask(Consumer<Throwable> failed) {
    try {
      told = question.get();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      failed.accept(failure);
    }
  }

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    V shown = told;
    if (shown != null) {
      shower.show(series, visitor, shown);
    }
  }
}
