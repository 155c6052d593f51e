package io.hairspring.catalog;

import io.hairspring.collector.Family;
import java.util.Arrays;
import java.util.List;

/**
 * A family that has some of a group's labels: picks their values from all that the group gives.
 * Allocates, so a group asks once and keeps the instrument.
 */
final class LabelProjection<I> {
  private final Family<I> family;
  private final int[] from; // for each label of the family, its place among the given values
  private final boolean shown;

  LabelProjection(Family<I> family, int[] from, boolean shown) {
    this.family = family;
    this.from = from;
    this.shown = shown;
  }

  /** Returns whether the settings leave the metric in the group. */
  boolean isShown() {
    return shown;
  }

  /** Returns whether the family is told apart by nothing. */
  boolean isOne() {
    return from.length == 0;
  }

  /**
   * Returns whether the family is told apart by the first or the second of the values, and what it
   * is told apart by of these is empty: then there is nobody to make a series of.
   */
  boolean lacks(String first, String second) {
    return lacks(from, first, second);
  }

  static boolean lacks(int[] from, String first, String second) {
    boolean told = false;
    for (int place : from) {
      if (place < 2) {
        String value = place == 0 ? first : second;
        if (value != null && !value.isEmpty()) {
          return false;
        }
        told = true;
      }
    }
    return told;
  }

  /** Returns the instrument for these values, given in the order that the group declared. */
  I with(List<String> values) {
    return family.with(pick(from, values));
  }

  /** Returns the instrument for these values, as {@link #with(List)} does. */
  I with(String... values) {
    return with(List.of(values));
  }

  /** Returns the values at these places. */
  static List<String> pick(int[] from, List<String> values) {
    return Arrays.stream(from).mapToObj(values::get).toList();
  }
}
