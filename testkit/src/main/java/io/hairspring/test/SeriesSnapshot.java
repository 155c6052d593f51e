package io.hairspring.test;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one series held. Immutable.
 *
 * @param name of its family, as it is shown
 * @param kind of its family
 * @param labels those that it has, in their order
 * @param value of a counter, a gauge or an info; NaN for every other kind
 * @param distribution of a histogram, a summary, a latency or values: count, sum and buckets, in
 *     the family's unit (seconds for latencies); null for every other kind
 * @param quantiles of a summary as somebody else computed them, and of a latency or values over the
 *     main window, by the quantile from 0 to 1, in the family's unit
 * @param states of a state set, and whether it is in them
 */
public record SeriesSnapshot(
    String name,
    FamilyKind kind,
    Map<String, String> labels,
    double value,
    @Nullable DistributionView distribution,
    Map<Double, Double> quantiles,
    Map<String, Boolean> states) {
  private static final double MOST_WHOLE = 1e15; // what is more is shown as a power of ten

  /** Returns whether it has these labels, and maybe others. */
  boolean hasAll(Map<String, String> some) {
    return some.entrySet().stream()
        .allMatch(label -> Objects.equals(labels.get(label.getKey()), label.getValue()));
  }

  /** Returns name and labels as a page shows them, with the value after a space. */
  @Override
  public String toString() {
    return name + shown(labels) + " " + shownValue();
  }

  static String shown(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  private String shownValue() {
    if (distribution != null) {
      return "count " + distribution.count() + ", sum " + distribution.sum();
    }
    if (kind == FamilyKind.STATESET) {
      List<String> on = states.keySet().stream().filter(states::get).toList();
      return on.isEmpty() ? "in no state" : String.join(", ", on);
    }
    return number(value);
  }

  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
