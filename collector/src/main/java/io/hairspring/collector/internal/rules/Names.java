package io.hairspring.collector.internal.rules;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.NameEscaping;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names are allowed; checked before an instrument is made. Every message gives the name, what
 * is wrong with it and what is expected.
 *
 * <p>Rules: Prometheus data model (metric and label names, the reserved {@code __} and {@code le}
 * and {@code quantile}) and OpenMetrics 1.0, "Suffixes". They hold for a name as it is and as it is
 * spelled by underscores, so that no reader is misled.
 */
public enum Names {
  /** Letters, digits and underscores of ASCII: what every reader knows, without quotes. */
  CLASSIC("[a-zA-Z_][a-zA-Z0-9_]*"),
  /** Any characters of Unicode. */
  UTF_8("1 or more characters that UTF-8 can hold");

  /** What the names of the collector's own metrics begin with, and no others. */
  public static final String OWN_PREFIX = "hairspring_";

  /** How many chars a name may have. */
  public static final int MAX_LENGTH = 200;

  private static final List<String> KEPT_SUFFIXES = List.of("_bucket", "_created", "_info");

  /** What readers take for the end of a line's name. */
  private static final Set<String> ENDS_ALONE =
      Set.of("_total", "_info", "_sum", "_count", "_bucket", "_created");

  /** Units of time in which no latency is shown. */
  private static final Set<String> OTHER_UNITS =
      Set.of(
          "ns",
          "nanos",
          "nanoseconds",
          "us",
          "micros",
          "microseconds",
          "ms",
          "msec",
          "millis",
          "milliseconds",
          "minutes",
          "hours",
          "days");

  /** What makes a label the metric's name, for a reader that is given it by underscores or dots. */
  private static final Set<String> NAME_SPELLED = Set.of("_name_", "__name__");

  private final String expected;

  Names(String expected) {
    this.expected = expected;
  }

  /** Returns the rules for names of any characters, or of the classic ones. */
  public static Names of(boolean utf8) {
    return utf8 ? UTF_8 : CLASSIC;
  }

  private boolean isAllowed(String name) {
    if (name == null || name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    return switch (this) {
      case CLASSIC -> NameEscaping.isClassicLabel(name); // a colon is for recording rules
      case UTF_8 -> StandardCharsets.UTF_8.newEncoder().canEncode(name);
    };
  }

  private String allowed() {
    return expected + ", at most " + MAX_LENGTH + " characters";
  }

  /** Returns what may be written instead of a name, if it is only spelled in another way. */
  private String instead(String name, String ending) {
    if (this != CLASSIC || name == null || !UTF_8.isAllowed(name)) {
      return "";
    }
    String spelled = NameEscaping.UNDERSCORES.label(name);
    String whole = spelled.endsWith(ending) ? spelled : spelled + ending;
    return isAllowed(whole)
        ? "; did you mean \"" + whole + "\"? With UTF-8 names (utf8-names) any characters may stand"
        : "";
  }

  /**
   * Returns {@code name}, the whole of it, if an instrument of this kind may be called so. Whether
   * a gauge's may end in {@code _total} is {@link #conventionalGauge}'s to say.
   */
  public String metric(String name, FamilyKind kind) {
    boolean counter = kind == FamilyKind.COUNTER;
    if (!isAllowed(name)) {
      throw bad("metric name", name, allowed() + instead(name, counter ? "_total" : ""));
    }
    String spelled = NameEscaping.UNDERSCORES.metric(name);
    if (kind != FamilyKind.GAUGE && counter != (counter ? name : spelled).endsWith("_total")) {
      throw bad(
          "metric name",
          name,
          counter
              ? "a counter's name to end in _total, such as " + name + "_total"
              : "_total only on a counter's name");
    }
    if (kind == FamilyKind.INFO && !name.endsWith("_info")) {
      throw bad("metric name", name, "an info's name to end in _info, such as " + name + "_info");
    }
    if (ENDS_ALONE.contains(spelled)) { // a family of no name, for a reader that takes the end off
      throw bad("metric name", name, "a name before its end");
    }
    if (kind == FamilyKind.LATENCY && OTHER_UNITS.contains(lastWord(spelled))) {
      String begun = name.substring(0, name.length() - lastWord(spelled).length());
      throw bad(
          "metric name",
          name,
          "a latency's name to end in _seconds, the unit shown, such as " + begun + "seconds");
    }
    for (String suffix : KEPT_SUFFIXES) {
      if (spelled.endsWith(suffix) && !(kind == FamilyKind.INFO && suffix.equals("_info"))) {
        throw bad("metric name", name, suffix + " to be left to the lines that formats add");
      }
    }
    return name;
  }

  private static String lastWord(String spelled) {
    return spelled.substring(spelled.lastIndexOf('_') + 1);
  }

  /** Refuses a gauge's name that ends like a counter's. */
  public static void conventionalGauge(String name) {
    if (NameEscaping.UNDERSCORES.metric(name).endsWith("_total")) {
      throw bad(
          "metric name",
          name,
          "_total only on a counter's name, or unconventionalName() on the gauge's builder");
    }
  }

  /** Returns {@code prefix} if it may stand before every name; empty for none. */
  public String prefix(String prefix) {
    if (prefix == null || (!prefix.isEmpty() && !isAllowed(prefix))) {
      throw bad("prefix", prefix, allowed() + ", or empty for none");
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
  public List<String> labels(String metric, List<String> labels, FamilyKind kind) {
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      String expectation = expectation(metric, label, kind);
      if (expectation != null) {
        throw bad("label name of " + metric, label, expectation);
      }
      if (!seen.add(NameEscaping.UNDERSCORES.label(label))) {
        throw bad(
            "label name of " + metric, label, "each label once, those of all series included");
      }
    }
    return List.copyOf(labels);
  }

  /** Returns what is expected of a label other than this one, or null if it may be. */
  private String expectation(String metric, String label, FamilyKind kind) {
    if (!isAllowed(label)) {
      return allowed() + instead(label, "");
    }
    if (label.startsWith("__")) {
      return "no leading __, which Prometheus keeps";
    }
    String spelled = NameEscaping.UNDERSCORES.label(label);
    if (NAME_SPELLED.contains(spelled)) {
      return "none that is spelled __name__ where names are escaped";
    }
    if (isDistribution(kind) && (label.equals("le") || label.equals("quantile"))) {
      return "le and quantile to be left to the format";
    }
    if (kind == FamilyKind.STATESET && spelled.equals(NameEscaping.UNDERSCORES.label(metric))) {
      return "the metric's own name to be left to its states";
    }
    return null;
  }

  private static boolean isDistribution(FamilyKind kind) {
    return switch (kind) {
      case HISTOGRAM, LATENCY, VALUES, SUMMARY -> true;
      case COUNTER, GAUGE, INFO, STATESET -> false;
    };
  }

  private static IllegalArgumentException bad(String what, String value, String expectation) {
    String shown =
        value != null && value.length() > MAX_LENGTH
            ? value.substring(0, MAX_LENGTH) + "…\", of " + value.length() + " characters,"
            : value + "\"";
    return new IllegalArgumentException(
        what + " \"" + shown + " is not allowed; expected " + expectation);
  }

  /** Returns {@code full}, the whole of a name, if it is not one of the collector's own. */
  public static String foreign(String full) {
    if (NameEscaping.UNDERSCORES.metric(full).startsWith(OWN_PREFIX)) {
      throw new IllegalArgumentException(
          "metric name \""
              + full
              + "\" is not allowed; expected "
              + OWN_PREFIX
              + " to be left to the collector's own metrics");
    }
    return full;
  }
}
