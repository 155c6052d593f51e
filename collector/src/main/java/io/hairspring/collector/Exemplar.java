package io.hairspring.collector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels that lead from one recording to what it was part of, such as the id of its trace. Given
 * together with a recording; formats that know exemplars show it beside the value.
 *
 * <p>Immutable. Making one takes two small lists and checks nothing: it is made while a request is
 * served, where nothing may throw. One that cannot be shown is counted as refused when it would be
 * kept: a label name that is none, or names and values of more than {@value #MOST_CODE_POINTS} code
 * points together (OpenMetrics 1.0, "Exemplars").
 */
public final class Exemplar {
  /** How long all names and values may be together. */
  public static final int MOST_CODE_POINTS = 128;

  private final List<String> labelNames;
  private final List<String> labelValues;

  private Exemplar(List<String> labelNames, List<String> labelValues) {
    this.labelNames = labelNames;
    this.labelValues = labelValues;
  }

  /** Returns an exemplar of one label, such as {@code trace_id}; null means an empty text. */
  public static Exemplar of(String name, @Nullable String value) {
    return new Exemplar(List.of(text(name)), List.of(text(value)));
  }

  /** Returns an exemplar of two labels; null means an empty text. */
  public static Exemplar of(
      String name, @Nullable String value, String secondName, @Nullable String secondValue) {
    return new Exemplar(
        List.of(text(name), text(secondName)), List.of(text(value), text(secondValue)));
  }

  /** Returns the label names. */
  public List<String> labelNames() {
    return labelNames;
  }

  /** Returns the label values, in the order of the names. */
  public List<String> labelValues() {
    return labelValues;
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
