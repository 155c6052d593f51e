package io.hairspring.collector.naming;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks names before an instrument is made. Every message gives the name, what is wrong with it
 * and what is expected.
 *
 * <p>Rules: Prometheus data model (metric and label names, the reserved {@code __} and {@code le}
 * and {@code quantile}) and OpenMetrics 1.0, "Suffixes".
 */
public final class Names {
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final int MAX_LENGTH = 200;
  private static final List<String> KEPT_SUFFIXES = List.of("_bucket", "_created", "_info");

  private Names() {}

  /**
   * Returns {@code name}, the whole of it, if an instrument of this kind may be called so. Whether
   * a gauge's may end in {@code _total} is {@link #conventionalGauge}'s to say.
   */
  public static String metric(String name, FamilyKind kind) {
    if (name == null || !METRIC.matcher(name).matches() || name.length() > MAX_LENGTH) {
      throw bad("metric name", name, METRIC.pattern() + ", at most " + MAX_LENGTH + " characters");
    }
    boolean counter = kind == FamilyKind.COUNTER;
    if (kind != FamilyKind.GAUGE && counter != name.endsWith("_total")) {
      throw bad(
          "metric name",
          name,
          counter ? "a counter's name to end in _total" : "_total only on a counter's name");
    }
    if (kind == FamilyKind.INFO && !name.endsWith("_info")) {
      throw bad("metric name", name, "an info's name to end in _info");
    }
    for (String suffix : KEPT_SUFFIXES) {
      if (name.endsWith(suffix) && !(kind == FamilyKind.INFO && suffix.equals("_info"))) {
        throw bad("metric name", name, suffix + " to be left to the lines that formats add");
      }
    }
    return name;
  }

  /** Refuses a gauge's name that ends like a counter's. */
  public static void conventionalGauge(String name) {
    if (name.endsWith("_total")) {
      throw bad(
          "metric name",
          name,
          "_total only on a counter's name, or unconventionalName() on the gauge's builder");
    }
  }

  /** Returns {@code prefix} if it may stand before every name; empty for none. */
  public static String prefix(String prefix) {
    if (prefix == null || (!prefix.isEmpty() && !METRIC.matcher(prefix).matches())) {
      throw bad("prefix", prefix, METRIC.pattern() + ", or empty for none");
    }
    return prefix;
  }

  /** Returns {@code help} if it is there. */
  public static String help(String metric, String help) {
    if (help == null || help.isBlank()) {
      throw bad("help of " + metric, help, "a line that says what it measures");
    }
    return help;
  }

  /** Returns {@code labels} if each may be a label of an instrument of this kind, and only once. */
  public static List<String> labels(String metric, List<String> labels, FamilyKind kind) {
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      if (label == null || !METRIC.matcher(label).matches() || label.length() > MAX_LENGTH) {
        throw bad("label name of " + metric, label, METRIC.pattern());
      }
      if (label.startsWith("__")) {
        throw bad("label name of " + metric, label, "no leading __, which Prometheus keeps");
      }
      if (isDistribution(kind) && (label.equals("le") || label.equals("quantile"))) {
        throw bad("label name of " + metric, label, "le and quantile to be left to the format");
      }
      if (kind == FamilyKind.STATESET && label.equals(metric)) {
        throw bad(
            "label name of " + metric, label, "the metric's own name to be left to its states");
      }
      if (!seen.add(label)) {
        throw bad("label name of " + metric, label, "each label once");
      }
    }
    return List.copyOf(labels);
  }

  private static boolean isDistribution(FamilyKind kind) {
    return switch (kind) {
      case HISTOGRAM, LATENCY, SUMMARY -> true;
      case COUNTER, GAUGE, INFO, STATESET -> false;
    };
  }

  private static IllegalArgumentException bad(String what, String value, String expectation) {
    return new IllegalArgumentException(
        what + " \"" + value + "\" is not allowed; expected " + expectation);
  }
}
