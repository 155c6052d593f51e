package io.hairspring.collector.internal.instrument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The families of one instrument by their label names, each made once. Any thread. */
final class LabelSets<I> {
  private final BiFunction<LabelSets<I>, List<String>, SeriesFamily<I>> open;
  private final Map<List<String>, SeriesFamily<I>> made = new HashMap<>(); // under the monitor

  /** Creates them; {@code open} makes the family of given names, the first or a further one. */
  LabelSets(BiFunction<LabelSets<I>, List<String>, SeriesFamily<I>> open) {
    this.open = open;
  }

  /** Returns the family of these names, in this order. */
  synchronized SeriesFamily<I> of(List<String> labelNames) {
    SeriesFamily<I> known = made.get(labelNames);
    if (known == null) {
      known = open.apply(this, labelNames);
      made.put(labelNames, known);
    }
    return known;
  }

  /** Returns whether the family that is being made is the first. Under the monitor. */
  boolean isEmpty() {
    return made.isEmpty();
  }
}
