package io.hairspring.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Instruments of one name, told apart by label values.
 *
 * <p>Finding a series that exists takes no lock and allocates nothing; asking for a new one makes
 * it, once, also when several threads ask at the same time. A handle may be kept for as long as the
 * collector lives. A null label value means an empty one. Half of a surrogate pair, which cannot be
 * written, means U+FFFD, and each look-up with one is counted in {@code
 * hairspring_label_values_malformed_total}. A value that is longer than the collector takes ({@link
 * CollectorConfig#maxLabelChars}) reads {@code overflow}, and each look-up with it is counted in
 * {@code hairspring_label_values_too_long_total}; it takes no lock and allocates nothing either.
 *
 * @param <I> the kind of instrument, or of handle: see {@link MetricsCollector#handles}
 */
public interface Family<I> {
  /**
   * Returns instruments of the same name, help and settings that are told apart by other labels:
   * readers see one family, in which a series lacks the labels that it was not made with. Who asks
   * for the same names, in the same order, gets the same.
   *
   * <p>{@code maxSeries} is a bound of each label set. Prometheus takes an empty label for one that
   * is not there, so of two series that differ in an empty label alone it sees one.
   *
   * @throws IllegalArgumentException if a label name is not allowed
   * @throws IllegalStateException if the metric was removed, or if these are recorders of requests
   *     or handles, whose labels have no names
   */
  Family<I> labelSet(String... labelNames);

  /**
   * Returns the instrument with this label value.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  I with(@Nullable String a);

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  I with(@Nullable String a, @Nullable String b);

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  I with(@Nullable String a, @Nullable String b, @Nullable String c);

  /**
   * Returns the instrument with these label values.
   *
   * @throws IllegalArgumentException if the family does not have four labels
   */
  I with(@Nullable String a, @Nullable String b, @Nullable String c, @Nullable String d);

  /**
   * Returns the instrument whose label value is a constant's name, as {@link LabelValues#of(Enum)}
   * tells it. Allocates nothing where the series exists.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  default I with(@Nullable Enum<?> a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose label values are two constants' names.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  default I with(@Nullable Enum<?> a, @Nullable Enum<?> b) {
    return with(LabelValues.of(a), LabelValues.of(b));
  }

  /**
   * Returns the instrument whose label value is a number. Allocates nothing where the series exists
   * and the number is one of 0 to 1023.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  default I with(int a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose second label value is a number, such as a status, as {@link
   * #with(int)}.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  default I with(@Nullable String a, int b) {
    return with(a, LabelValues.of(b));
  }

  /**
   * Returns the instrument whose third label value is a number, such as a status, as {@link
   * #with(int)}.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  default I with(@Nullable String a, @Nullable String b, int c) {
    return with(a, b, LabelValues.of(c));
  }

  /**
   * Returns the instrument whose label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have one label
   */
  default I with(char a) {
    return with(LabelValues.of(a));
  }

  /**
   * Returns the instrument whose second label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have two labels
   */
  default I with(@Nullable String a, char b) {
    return with(a, LabelValues.of(b));
  }

  /**
   * Returns the instrument whose third label value is a character.
   *
   * @throws IllegalArgumentException if the family does not have three labels
   */
  default I with(@Nullable String a, @Nullable String b, char c) {
    return with(a, b, LabelValues.of(c));
  }

  /**
   * Returns the instrument with these label values, as many as there are labels and of any mix of
   * types: what {@link LabelValues#of(Object)} takes. Allocates.
   *
   * @throws IllegalArgumentException if the family does not have as many labels, or if a value is
   *     of another type
   */
  default I with(@Nullable Object... values) {
    List<String> texts = new ArrayList<>(Objects.requireNonNull(values, "values").length);
    for (Object value : values) {
      texts.add(LabelValues.of(value));
    }
    return with(texts);
  }

  /**
   * As {@link #with(Object...)}, for languages in which {@code with} is a word of their own, and
   * who is used to client_java.
   */
  default I labelValues(@Nullable Object... values) {
    return with(values);
  }

  /**
   * Returns the instrument with these label values. Allocates a copy of the list.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  I with(List<String> values);

  /**
   * Takes a series out of what is shown. A handle that somebody still holds stays harmless: it goes
   * on counting where nobody looks. Asking for the same values again makes a new series, from zero.
   *
   * @return whether there was one
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  boolean remove(@Nullable String... values);
}
