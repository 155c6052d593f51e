package io.hairspring.collector.internal.series;

import java.util.ArrayList;
import java.util.List;

/**
 * The label names that the label sets of one family have together, in the order in which they came.
 * A name that is there keeps its place. Any thread.
 */
public final class LabelUnion {
  // Written under the monitor. Volatile: series that are shown read it without.
  private volatile List<String> names = List.of();

  /** Adds those of {@code added} that are not there. */
  synchronized void add(List<String> added) {
    List<String> all = new ArrayList<>(names);
    for (String name : added) {
      if (!all.contains(name)) {
        all.add(name);
      }
    }
    names = List.copyOf(all);
  }

  /** Returns all names. */
  List<String> names() {
    return names;
  }
}
