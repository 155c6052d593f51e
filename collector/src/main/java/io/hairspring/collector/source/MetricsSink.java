package io.hairspring.collector.source;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a {@link MetricsSource} tells. Everything is copied, but for exemplars, which are not
 * shown. Used by the asking thread alone.
 *
 * <p>A series is refused, and counted, if its family was not declared or is of another kind, if
 * there are more or fewer label values than names, if one of them is longer than the collector
 * takes, if the same label values were given before, if the family is full, or if the value cannot
 * be one of its kind. A null label value means that the series lacks the label; it is the same
 * series as one with an empty value. Half of a surrogate pair means U+FFFD.
 */
public interface MetricsSink {
  /**
   * Gives a counter's total.
   *
   * @param family the name as it was declared
   * @param total since the source began to count; not negative, and a finite number
   */
  void counter(String family, double total, @Nullable String... labelValues);

  /**
   * Gives a gauge's value.
   *
   * @param family the name as it was declared
   * @param value may be NaN or infinite
   */
  void gauge(String family, double value, @Nullable String... labelValues);

  /**
   * Gives a histogram.
   *
   * @param family the name as it was declared
   * @param values bounds ascend and are finite, counts ascend and end with the count; see {@link
   *     DistributionView#of}
   */
  void histogram(String family, DistributionView values, @Nullable String... labelValues);

  /**
   * Gives a summary.
   *
   * @param family the name as it was declared
   * @param values the count is not negative, quantiles ascend from 0 to 1; see {@link
   *     SummaryView#of}
   */
  void summary(String family, SummaryView values, @Nullable String... labelValues);

  /**
   * Gives labels that describe something; their value is always 1.
   *
   * @param family the name as it was declared
   */
  void info(String family, @Nullable String... labelValues);

  /**
   * Gives which states something is in.
   *
   * @param family the name as it was declared
   * @param states at least one, each once
   */
  void stateSet(String family, StateSetView states, @Nullable String... labelValues);

  /**
   * Notes that something cannot be told: it is counted as refused and logged once.
   *
   * @param family whose series it is
   * @param reason for people
   */
  void refuse(String family, String reason);
}
