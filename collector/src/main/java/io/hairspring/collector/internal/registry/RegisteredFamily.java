package io.hairspring.collector.internal.registry;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A family of the collector's own series: how it is called, and its label sets. Everything but
 * {@link #view}, {@link #series}, {@link #bytes}, {@link #add} and {@link #labelSets} is called
 * under the registry's reading lock.
 */
final class RegisteredFamily implements ExposedFamily {
  /** What a family is at a time. Immutable. */
  private record Shape(FamilyView view, List<LabelSet<?>> labelSets) {}

  // Written under the monitor. Volatile: collections read it without.
  private volatile Shape shape;
  private Instant epochStart; // when the whole family was last reset; under the reading lock

  RegisteredFamily(FamilyView view, LabelSet<?> labelSet, Instant now) {
    shape = new Shape(view, List.of(labelSet));
    epochStart = now;
  }

  /** Adds a label set. The family is called as before, with the names of its labels besides. */
  synchronized void add(FamilyView view, LabelSet<?> labelSet) {
    List<LabelSet<?>> all = new ArrayList<>(shape.labelSets);
    all.add(labelSet);
    shape = new Shape(view, List.copyOf(all));
  }

  @Override
  public FamilyView view() {
    return shape.view;
  }

  List<LabelSet<?>> labelSets() {
    return shape.labelSets;
  }

  @Override
  public long series() {
    List<LabelSet<?>> sets = shape.labelSets;
    long series = 0;
    for (int i = 0; i < sets.size(); i++) { // a collection, which asks, leaves no garbage
      series += sets.get(i).table().size();
    }
    return series;
  }

  @Override
  public long bytes() {
    Shape measured = shape;
    long bytes = 0;
    for (int i = 0; i < measured.labelSets.size() && !measured.view.isDerived(); i++) {
      bytes += measured.labelSets.get(i).bytes();
    }
    return bytes;
  }

  Instant epochStart() {
    return epochStart;
  }

  @Override
  public void show(MetricsVisitor visitor) {
    Shape shown = shape;
    List<LabelSet<?>> sets = shown.labelSets;
    if (isShown(sets) && visitor.family(shown.view)) {
      for (int i = 0; i < sets.size(); i++) {
        sets.get(i).show(visitor);
      }
      visitor.familyEnd();
    }
  }

  private static boolean isShown(List<LabelSet<?>> sets) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).isShown()) {
        return true;
      }
    }
    return false;
  }

  /** Closes the epoch of hidden series too, so that what is closed is complete. */
  @Override
  public void close(MetricsVisitor visitor, Instant now) {
    Shape closed = shape;
    if (closed.view.isDerived()) {
      return; // a closed epoch shows each recording once, where it belongs
    }
    if (closed.labelSets.stream().allMatch(LabelSet::isEmpty)) {
      epochStart = now;
    } else if (visitor.family(closed.view)) {
      boolean hasEpochs = closed.view.kind().hasEpochs();
      closed.labelSets.forEach(set -> set.close(visitor, now, hasEpochs));
      visitor.familyEnd();
      epochStart = now;
    }
  }

  /**
   * Shows one series, and begins an epoch of its own unless the visitor declines.
   *
   * @return when the epoch that ends had begun; null if there is no such series
   */
  Instant close(List<String> labelValues, MetricsVisitor visitor, Instant now) {
    Shape closed = shape;
    for (LabelSet<?> set : closed.labelSets) {
      Series series = set.existing(labelValues.toArray(String[]::new));
      if (series != null) {
        Instant start = Instant.ofEpochMilli(series.createdMillis());
        if (visitor.family(closed.view)) {
          set.close(series, visitor, now, closed.view.kind().hasEpochs());
          visitor.familyEnd();
        }
        return start;
      }
    }
    return null;
  }
}
