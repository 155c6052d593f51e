package io.hairspring.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels that a metric of a group can have, and those it has unless told otherwise.
 *
 * @param known the names of the values that the group gives, in the order in which it gives them
 * @param shown those by which the metric is told apart unless told otherwise
 */
record Dimensions(List<String> known, List<String> shown) {
  /** Returns dimensions that are all shown. */
  static Dimensions of(String... known) {
    return new Dimensions(List.of(known), List.of(known));
  }

  /** Returns the same, of which these are shown. */
  Dimensions showing(String... shown) {
    return new Dimensions(known, List.of(shown));
  }

  /** Returns the same and one more, which is given last and shown. */
  Dimensions and(String label) {
    return new Dimensions(with(known, label), with(shown, label));
  }

  /** Returns values, or names, and one more behind them. */
  static List<String> with(List<String> values, String last) {
    List<String> all = new ArrayList<>(values);
    all.add(last);
    return List.copyOf(all);
  }
}
