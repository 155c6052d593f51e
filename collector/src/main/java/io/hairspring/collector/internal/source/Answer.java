package io.hairspring.collector.internal.source;

import io.hairspring.collector.view.MetricsVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that a source told at one time. Written by who asks; by nobody once it is published. */
final class Answer {
  private final long takenNanos;
  private final Map<String, Series> byFamily = new HashMap<>(); // by the name as declared

  Answer(long takenNanos) {
    this.takenNanos = takenNanos;
  }

  /** Returns when it was asked for, by the collector's ticker. */
  long takenNanos() {
    return takenNanos;
  }

  /** Returns the series of a family, none at first. */
  Series of(Declared family) {
    return byFamily.computeIfAbsent(family.name(), name -> new Series(family));
  }

  /** Returns the series of a family, or null if nothing was told of it. */
  Series named(String family) {
    return byFamily.get(family);
  }

  /** A series and its value, as a visitor is shown it. */
  @FunctionalInterface
  interface Shown {
    void to(MetricsVisitor visitor);
  }

  /** Label values that are ordered, so that a map finds them quickly though all have one hash. */
  private record Values(List<String> values) implements Comparable<Values> {
    @Override
    public int compareTo(Values other) {
      return Arrays.compare(values.toArray(String[]::new), other.values.toArray(String[]::new));
    }
  }

  /** The series of one family. */
  static final class Series {
    private final Declared family;
    private final Map<Values, PulledSeries> labels = new HashMap<>();
    private final List<Shown> values = new ArrayList<>(); // in the order in which they were told

    Series(Declared family) {
      this.family = family;
    }

    Declared family() {
      return family;
    }

    void add(List<String> labelValues, PulledSeries series, Shown value) {
      labels.put(new Values(labelValues), series);
      values.add(value);
    }

    /** Returns the labels of a series that was added, or null. */
    PulledSeries labels(List<String> labelValues) {
      return labels.get(new Values(labelValues));
    }

    int size() {
      return values.size();
    }

    void show(MetricsVisitor visitor) {
      if (visitor.family(family.view())) {
        values.forEach(value -> value.to(visitor));
        visitor.familyEnd();
      }
    }
  }
}
