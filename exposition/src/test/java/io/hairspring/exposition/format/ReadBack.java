package io.hairspring.exposition.format;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader has found in an answer. */
final class ReadBack {
  private final Map<String, String> helps = new HashMap<>();
  private final Map<Sample, Number> values = new LinkedHashMap<>();

  void help(String family, String help) {
    helps.put(family, help);
  }

  /** Adds a sample, each of which may be there once. */
  void add(String name, Map<String, String> labels, Number value) {
    Sample sample = new Sample(name, new TreeMap<>(labels));
    if (values.put(sample, value) != null) {
      throw new AssertionError("twice: " + sample);
    }
  }

  /** Adds a sample that has one label more. */
  void add(String name, Map<String, String> labels, String label, String text, Number value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(label, text);
    add(name, more, value);
  }

  Map<String, String> helps() {
    return helps;
  }

  Map<Sample, Number> values() {
    return values;
  }

  /** Returns this without the sums of distributions that nobody knows. */
  ReadBack withoutUnknownSums() {
    ReadBack known = new ReadBack();
    values.forEach(
        (sample, value) -> {
          String count = sample.name().replaceFirst("_sum$", "_count");
          boolean unknown =
              Double.isNaN(value.doubleValue())
                  && !count.equals(sample.name())
                  && values.containsKey(new Sample(count, sample.labels()));
          if (!unknown) {
            known.add(sample.name(), sample.labels(), value);
          }
        });
    return known;
  }

  /**
   * Returns what OpenMetrics may show of this: no sum and no count of a histogram that has a
   * negative bound or such a sum, no quantiles if one of them is negative, no sum that is negative
   * or NaN.
   */
  ReadBack allowedByOpenMetrics() {
    boolean histogram = values.keySet().stream().anyMatch(s -> s.name().endsWith("_bucket"));
    boolean below =
        values.keySet().stream()
            .anyMatch(s -> s.labels().getOrDefault("le", "").matches("-.*[1-9].*"));
    boolean badSum =
        below
            || values.entrySet().stream()
                .anyMatch(
                    e -> e.getKey().name().endsWith("_sum") && !(e.getValue().doubleValue() >= 0));
    boolean badQuantile =
        values.entrySet().stream()
            .anyMatch(
                e -> e.getKey().labels().containsKey("quantile") && e.getValue().doubleValue() < 0);
    ReadBack allowed = new ReadBack();
    values.forEach(
        (sample, value) -> {
          boolean left =
              (badSum && sample.name().endsWith("_sum"))
                  || (badSum && histogram && sample.name().endsWith("_count"))
                  || (badQuantile && sample.labels().containsKey("quantile"));
          if (!left) {
            allowed.add(sample.name(), sample.labels(), value);
          }
        });
    return allowed;
  }

  /** Returns labels of these names and values. */
  static Map<String, String> labels(List<String> names, List<String> values) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      labels.put(names.get(i), AnyText.written(values.get(i)));
    }
    return labels;
  }

  /** Returns how a bound or a quantile is compared, however it is spelled. */
  static String bound(String spelled) {
    return Double.toString(number(spelled));
  }

  /** Returns the number that a format spells. */
  static double number(String spelled) {
    return switch (spelled) {
      case "NaN", "nan" -> Double.NaN;
      case "+Inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(spelled);
    };
  }

  record Sample(String name, Map<String, String> labels) {}
}
