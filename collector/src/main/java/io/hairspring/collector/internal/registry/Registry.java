package io.hairspring.collector.internal.registry;

import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.NameEscaping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The families of a collector, by name, and the epochs that resets part. */
public final class Registry {
  private final Clock clock;
  private final CollectionLock collections;

  private final Map<String, ExposedFamily> families =
      new ConcurrentSkipListMap<>(Registry::compareSpelled);

  private final Claims claims = new Claims(); // under its own monitor, as the next
  private final Map<String, List<FamilyView>> bySource = new HashMap<>();
  private long epoch = 1; // under the lock of the collections, as the next
  private Instant epochStart;

  public Registry(Clock clock, CollectionLock collections) {
    this.clock = clock;
    this.collections = collections;
    epochStart = clock.instant();
  }

  /** Compares names as underscores spell them, so that x is before x_total in every format. */
  private static int compareSpelled(String one, String other) {
    int spelled =
        NameEscaping.UNDERSCORES.metric(one).compareTo(NameEscaping.UNDERSCORES.metric(other));
    return spelled == 0 ? one.compareTo(other) : spelled;
  }

  public <S extends Series> void add(
      FamilyView view, SeriesTable<S> table, SeriesReader<? super S> reader) {
    add(table, Map.of(view, reader));
  }

  /**
   * Adds a label set to the families that an instrument is shown as.
   *
   * @throws IllegalStateException if one of them was taken out
   */
  public <S extends Series> void addLabelSet(
      SeriesTable<S> table, Map<FamilyView, SeriesReader<? super S>> readers) {
    Map<RegisteredFamily, FamilyView> joined = new LinkedHashMap<>();
    for (FamilyView view : readers.keySet()) {
      if (!(families.get(view.name()) instanceof RegisteredFamily own)) {
        throw new IllegalStateException(
            "metric \"" + view.name() + "\" was removed; expected it to be made anew");
      }
      joined.put(own, view);
    }
    joined.forEach((own, view) -> own.add(view, new LabelSet<>(table, readers.get(view))));
  }

  /** Adds all the families that the series of a table are shown as, or none of them. */
  public <S extends Series> void add(
      SeriesTable<S> table, Map<FamilyView, SeriesReader<? super S>> readers) {
    claim(List.copyOf(readers.keySet()));
    Instant now = clock.instant();
    readers.forEach(
        (view, reader) ->
            families.put(
                view.name(), new RegisteredFamily(view, new LabelSet<>(table, reader), now)));
  }

  public void add(ExposedFamily family) {
    claim(family.view().name(), family.view().kind());
    families.put(family.view().name(), family);
  }

  /** Puts a family in the place of one of the same name and kind. */
  public void replace(ExposedFamily family) {
    families.put(family.view().name(), family);
  }

  /** Takes a family out, and gives its names back. */
  public void remove(FamilyView family) {
    families.remove(family.name());
    synchronized (claims) {
      claims.release(family.name(), family.kind());
    }
  }

  /** Takes the names of an instrument that is not shown: all of them or none. */
  public void claim(List<FamilyView> views) {
    synchronized (claims) {
      claims.claim(views);
      views.forEach(
          view -> bySource.computeIfAbsent(view.source(), name -> new ArrayList<>()).add(view));
    }
  }

  /**
   * Takes an instrument out, whatever it is shown as, and gives its names back.
   *
   * @return its series, which nobody shows any more
   */
  public Set<SeriesTable<?>> remove(String name) {
    Set<SeriesTable<?>> tables = new HashSet<>();
    synchronized (claims) {
      for (FamilyView view : bySource.getOrDefault(name, List.of())) {
        ExposedFamily family = families.remove(view.name());
        if (family instanceof RegisteredFamily own) {
          own.labelSets().forEach(set -> tables.add(set.table()));
        }
        claims.release(view.name(), view.kind());
      }
      bySource.remove(name);
    }
    return tables;
  }

  /** Returns whether an instrument of this name was made, be it shown or not. */
  public boolean has(String name) {
    synchronized (claims) {
      return bySource.containsKey(name);
    }
  }

  private void claim(String name, FamilyKind kind) {
    synchronized (claims) {
      claims.claim(name, kind);
    }
  }

  /** Returns all families in the order of collections, those without series too. */
  public List<FamilyView> views() {
    return families.values().stream().map(ExposedFamily::view).toList();
  }

  /** Returns all families in the order of collections. */
  Iterable<ExposedFamily> families() {
    return families.values();
  }

  public long series() {
    return families.values().stream().mapToLong(ExposedFamily::series).sum();
  }

  /** Returns the label sets whose series can become idle: those of others' recordings. */
  List<LabelSet<?>> idling() {
    List<LabelSet<?>> idling = new ArrayList<>();
    for (ExposedFamily family : families.values()) {
      if (family instanceof RegisteredFamily own
          && own.view().kind().hasEpochs()
          && !own.view().isDerived()
          && !own.view().name().startsWith(Names.OWN_PREFIX)) {
        idling.addAll(own.labelSets());
      }
    }
    return idling;
  }

  /** Returns the open epoch. */
  public Epoch epoch() {
    return collections.between(now -> Epoch.until(epoch, epochStart, now));
  }

  /** Shows all families. */
  public Epoch visit(MetricsVisitor visitor) {
    return collections.collect(
        now -> {
          families.values().forEach(family -> family.show(visitor));
          return ended(visitor, Epoch.until(epoch, epochStart, now));
        });
  }

  /** Closes the epoch of all families that the visitor does not decline. */
  public Epoch reset(MetricsVisitor visitor) {
    return collections.collect(
        now -> {
          families.values().forEach(family -> family.close(visitor, now));
          Epoch closed = Epoch.until(epoch, epochStart, now);
          epoch++;
          epochStart = now;
          return ended(visitor, closed);
        });
  }

  /** Closes the epoch of one family, unless the visitor declines it. */
  public Epoch reset(String name, MetricsVisitor visitor) {
    RegisteredFamily family = family(name);
    return collections.collect(
        now -> {
          Instant start = family.epochStart();
          family.close(visitor, now);
          return ended(visitor, Epoch.until(epoch, start, now));
        });
  }

  /** Closes the epoch of one series, unless the visitor declines its family. */
  public Epoch reset(String name, List<String> labelValues, MetricsVisitor visitor) {
    RegisteredFamily family = family(name);
    return collections.collect(
        now -> {
          Instant start = family.close(labelValues, visitor, now);
          if (start == null) {
            throw new IllegalArgumentException(
                "metric \""
                    + name
                    + "\" has no series "
                    + labelValues
                    + "; expected the label values of one");
          }
          return ended(visitor, Epoch.until(epoch, start, now));
        });
  }

  private static Epoch ended(MetricsVisitor visitor, Epoch visited) {
    visitor.visitEnd(visited);
    return visited;
  }

  private RegisteredFamily family(String name) {
    ExposedFamily family = families.get(name);
    if (family != null && family.view().isDerived()) {
      throw new IllegalArgumentException(
          "metric \""
              + name
              + "\" shows what \""
              + family.view().source()
              + "\" has recorded; expected that name");
    }
    if (family instanceof RegisteredFamily own) {
      return own;
    }
    throw new IllegalArgumentException(
        family == null
            ? "there is no metric \"" + name + "\"; expected the full name of one"
            : "metric \"" + name + "\" is kept by a source; expected one of the collector's own");
  }
}
