package io.hairspring.collector;

import io.hairspring.collector.view.FamilyKind;
import java.util.List;

/**
 * A metric as it was registered with a collector: what it is, who made it, and the way to give it
 * back. Found by {@link MetricsCollector#find}. Any thread.
 */
public interface Registration extends AutoCloseable {
  /** Returns the whole name, the collector's prefix included. */
  String name();

  /** Returns the line that says what is shown. */
  String help();

  /** Returns the kind that readers see. */
  FamilyKind kind();

  /** Returns the names of the labels that it was first made with, those of all series left out. */
  List<String> labelNames();

  /**
   * Returns which code made the metric: class, file and line, such as {@code
   * com.shop.Orders(Orders.java:41)}.
   */
  String registeredAt();

  /**
   * Returns the instruments of the metric, by the label values of {@link #labelNames}.
   *
   * @param instrument such as {@code Counter.class}
   * @throws IllegalArgumentException if the metric has instruments of another kind, or none, as
   *     callbacks have
   */
  <I> Family<I> family(Class<I> instrument);

  /**
   * Returns the instrument of a metric without labels, as {@link #family} does.
   *
   * @throws IllegalArgumentException if it is of another kind, or there are labels
   */
  default <I> I instrument(Class<I> instrument) {
    return family(instrument).with(List.of());
  }

  /**
   * Gives back what one call of {@code register} or {@code family} got. Whoever registers a metric
   * that exists shares it, so it leaves every answer, and gives its names back, once as many were
   * given back as got it. Handles that are still held stay harmless: they go on recording where
   * nobody looks. May be called again. To take a metric away from all, see {@link
   * MetricsCollector#remove}.
   */
  @Override
  void close();
}
