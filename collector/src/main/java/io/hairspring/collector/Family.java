package io.hairspring.collector;

import io.hairspring.collector.series.Labelled;
import io.hairspring.collector.series.SeriesTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Instruments of one name, told apart by label values.
 *
 * <p>Finding a series that exists takes no lock and allocates nothing; asking for a new one makes
 * it, once, also when several threads ask at the same time. A handle may be kept for as long as the
 * collector lives. A null label value means an empty one. Half of a surrogate pair, which cannot be
 * written, means U+FFFD, and each look-up with one is counted in {@code
 * hairspring_label_values_malformed_total}. A value that is longer than the collector takes ({@link
 * CollectorConfig#maxLabelChars}) reads {@code overflow}, and each look-up with it is counted in
 * {@code hairspring_label_values_overlong_total}; it takes no lock and allocates nothing either.
 *
 * @param <I> the kind of instrument
 */
public final class Family<I> {
  private final String name;
  private final int labels;
  private final List<String> labelNames; // none if the labels have none
  private final SeriesTable<?> table; // null in a collector that is switched off
  private final LabelSets<I> labelSets; // null where there are no label names, or no table
  private final I disabled;

  private Family(
      String name,
      int labels,
      List<String> labelNames,
      SeriesTable<?> table,
      LabelSets<I> labelSets,
      I disabled) {
    this.name = name;
    this.labels = labels;
    this.labelNames = labelNames;
    this.table = table;
    this.labelSets = labelSets;
    this.disabled = disabled;
  }

  /** Returns a family over a table that holds nothing but instances of {@code I}. */
  static <I> Family<I> of(
      String name, List<String> labelNames, SeriesTable<?> table, LabelSets<I> labelSets) {
    return new Family<>(name, labelNames.size(), labelNames, table, labelSets, null);
  }

  /** Returns a family as above, of labels without names. */
  static <I> Family<I> of(String name, int labels, SeriesTable<?> table) {
    return new Family<>(name, labels, List.of(), table, null, null);
  }

  static <I> Family<I> disabled(String name, List<String> labelNames, I instrument) {
    return new Family<>(name, labelNames.size(), labelNames, null, null, instrument);
  }

  /** Returns a family as above, of labels without names. */
  static <I> Family<I> disabled(String name, int labels, I instrument) {
    return new Family<>(name, labels, List.of(), null, null, instrument);
  }

  /**
   * Returns instruments of the same name, help and settings that are told apart by other labels:
   * readers see one family, in which a series lacks the labels that it was not made with. Who asks
   * for the same names, in the same order, gets the same.
   *
   * <p>{@code maxSeries} is a bound of each label set. Prometheus takes an empty label for one that
   * is not there, so of two series that differ in an empty label alone it sees one.
   *
   * @throws IllegalArgumentException if a label name is not allowed
   * @throws IllegalStateException if the metric was removed, or if these are recorders of requests,
   *     whose labels have no names
   */
  public Family<I> labelSet(String... labelNames) {
    List<String> names = Arrays.asList(Objects.requireNonNull(labelNames, "labelNames"));
    if (table == null) {
      return disabled(name, names, disabled);
    }
    if (labelSets == null) {
      throw new IllegalStateException(
          "labels of \"" + name + "\" have no names; expected an instrument's family");
    }
    return labelSets.of(names.contains(null) ? names : List.copyOf(names));
  }

  /**
   * Returns the instrument with this label value.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  public I with(String a) {
    if (labels != 1) {
      throw refused(a);
    }
    return table == null ? disabled : instrument(table.get(value(a)));
  }

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  public I with(String a, String b) {
    if (labels != 2) {
      throw refused(a, b);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b)));
  }

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  public I with(String a, String b, String c) {
    if (labels != 3) {
      throw refused(a, b, c);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b), value(c)));
  }

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have four labels
   */
  public I with(String a, String b, String c, String d) {
    if (labels != 4) {
      throw refused(a, b, c, d);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b), value(c), value(d)));
  }

  /**
   * Returns the instrument whose label value is a constant's name, as {@link LabelValues#of(Enum)}
   * tells it. Allocates nothing where the series exists.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  public I with(Enum<?> a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose label values are two constants' names.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  public I with(Enum<?> a, Enum<?> b) {
    return with(LabelValues.of(a), LabelValues.of(b));
  }

  /**
   * Returns the instrument whose label value is a number. Allocates nothing where the series exists
   * and the number is one of 0 to 1023.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  public I with(int a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose second label value is a number, such as a status, as {@link
   * #with(int)}.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  public I with(String a, int b) {
    return with(a, LabelValues.of(b));
  }

  /**
   * Returns the instrument whose third label value is a number, such as a status, as {@link
   * #with(int)}.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  public I with(String a, String b, int c) {
    return with(a, b, LabelValues.of(c));
  }

  /**
   * Returns the instrument whose label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  public I with(char a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose second label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  public I with(String a, char b) {
    return with(a, LabelValues.of(b));
  }

  /**
   * Returns the instrument whose third label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  public I with(String a, String b, char c) {
    return with(a, b, LabelValues.of(c));
  }

  /**
   * Returns the instrument with these label values. Allocates a copy of the list.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public I with(List<String> values) {
    check(Objects.requireNonNull(values, "values"));
    return table == null ? disabled : instrument(table.get(array(values)));
  }

  /** Returns the instrument with these label values, or null, counted, if it would share one. */
  I own(List<String> values) {
    check(values);
    return table == null ? disabled : instrument(table.getOwn(array(values)));
  }

  /**
   * Takes a series out of what is shown. A handle that somebody still holds stays harmless: it goes
   * on counting where nobody looks. Asking for the same values again makes a new series, from zero.
   *
   * @return whether there was one
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public boolean remove(String... values) {
    List<String> list = Arrays.asList(Objects.requireNonNull(values, "values"));
    check(list);
    return table != null && table.remove(array(list));
  }

  @SuppressWarnings("unchecked") // whoever makes a family says what its table holds
  private I instrument(Labelled series) {
    return (I) series;
  }

  private static String[] array(List<String> values) {
    return values.stream().map(Family::value).toArray(String[]::new);
  }

  private static String value(String value) {
    return value == null ? "" : value;
  }

  private void check(List<String> values) {
    if (values.size() != labels) {
      throw refused(values.toArray(String[]::new));
    }
  }

  private IllegalArgumentException refused(String... given) {
    return Limits.labelCount("metric \"" + name + '"', labels, labelNames, given);
  }
}
