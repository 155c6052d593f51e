package io.hairspring.collector;

import io.hairspring.collector.event.ring.Gate;
import io.hairspring.collector.naming.Claims;
import io.hairspring.collector.pull.gather.Sources;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.snapshot.NameEscaping;
import io.hairspring.collector.window.WindowClock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The families of a collector, by name, and the epochs that resets part.
 *
 * <p>Walks take turns: the working memory of the readers and the baselines of the series belong to
 * the walk that holds the lock. No writer ever takes it.
 */
final class Registry {
  // An event takes microseconds to apply, so only a stuck handler keeps a reader waiting so long.
  private static final long GATE_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Clock clock;
  private final WindowClock windows;
  private final Runnable unaligned;
  private final Sources sources;
  private final Supplier<List<Gate>> gates; // those to close around a walk that begins

  private final Map<String, ShownFamily> families =
      new ConcurrentSkipListMap<>(Registry::compareSpelled);

  private final ReentrantLock reading = new ReentrantLock();
  private final Claims claims = new Claims(); // under its own monitor
  private long epoch = 1; // under the reading lock, as the next
  private Instant epochStart;

  /** Creates a registry; {@code unaligned} is run for each walk that may show part of an event. */
  Registry(
      Clock clock,
      WindowClock windows,
      Sources sources,
      Supplier<List<Gate>> gates,
      Runnable unaligned) {
    this.clock = clock;
    this.windows = windows;
    this.unaligned = unaligned;
    this.sources = sources;
    this.gates = gates;
    epochStart = clock.instant();
  }

  /** Compares names as underscores spell them, so that x is before x_total in every format. */
  private static int compareSpelled(String one, String other) {
    int spelled =
        NameEscaping.UNDERSCORES.metric(one).compareTo(NameEscaping.UNDERSCORES.metric(other));
    return spelled == 0 ? one.compareTo(other) : spelled;
  }

  <S extends Series> void add(
      FamilyView view, SeriesTable<S> table, SeriesReader<? super S> reader) {
    add(table, Map.of(view, reader));
  }

  /** Adds all the families that the series of a table are shown as, or none of them. */
  <S extends Series> void add(
      SeriesTable<S> table, Map<FamilyView, SeriesReader<? super S>> readers) {
    claim(List.copyOf(readers.keySet()));
    Instant now = clock.instant();
    readers.forEach(
        (view, reader) ->
            families.put(view.name(), new RegisteredFamily<>(view, table, reader, now)));
  }

  void add(ShownFamily family) {
    claim(family.view().name(), family.view().kind());
    families.put(family.view().name(), family);
  }

  /** Puts a family in the place of one of the same name and kind. */
  void replace(ShownFamily family) {
    families.put(family.view().name(), family);
  }

  /** Takes a family out, and gives its names back. */
  void remove(FamilyView family) {
    families.remove(family.name());
    synchronized (claims) {
      claims.release(family.name(), family.kind());
    }
  }

  /** Closes a gate; returns whether nobody is inside. */
  private boolean close(Gate gate) {
    boolean empty = gate.close(GATE_LIMIT_NANOS);
    if (!empty) {
      unaligned.run(); // so early that this walk shows it
    }
    return empty;
  }

  /** Takes the names of an instrument that is not shown: all of them or none. */
  void claim(List<FamilyView> views) {
    synchronized (claims) {
      claims.claim(views);
    }
  }

  /** Takes a name for a metric that is not shown. */
  void claim(String name, FamilyKind kind) {
    synchronized (claims) {
      claims.claim(name, kind);
    }
  }

  long series() {
    return families.values().stream().mapToLong(ShownFamily::series).sum();
  }

  /** Returns the families whose series can become idle: those of others' recordings. */
  List<RegisteredFamily<?>> idling() {
    List<RegisteredFamily<?>> idling = new ArrayList<>();
    for (ShownFamily family : families.values()) {
      if (family instanceof RegisteredFamily<?> own
          && own.view().kind().hasEpochs()
          && !own.view().isDerived()
          && !own.view().name().startsWith(OwnNames.PREFIX)) {
        idling.add(own);
      }
    }
    return idling;
  }

  /**
   * Runs {@code look} while no walk runs.
   *
   * @param limitNanos how long to wait for walks, 0 or less not to wait
   * @return false if that was not long enough, and nothing was run
   */
  boolean reading(long limitNanos, Runnable look) {
    boolean taken;
    try {
      taken = reading.tryLock(limitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // for whoever ends the thread
      return false;
    }
    if (!taken) {
      return false;
    }
    try {
      look.run();
    } finally {
      reading.unlock();
    }
    return true;
  }

  /**
   * Runs {@code adding}, which adds a gate to those that walks close, between two walks. If one
   * takes too long, it goes on without the gate, and is counted.
   */
  void addGate(Runnable adding) {
    if (!reading(GATE_LIMIT_NANOS, adding)) {
      unaligned.run();
      adding.run();
    }
  }

  /** Returns the open epoch. */
  Epoch epoch() {
    reading.lock();
    try {
      return new Epoch(epoch, epochStart, clock.instant());
    } finally {
      reading.unlock();
    }
  }

  Epoch visit(MetricsVisitor visitor) {
    return walk(
        now -> {
          families.values().forEach(family -> family.show(visitor));
          return new Epoch(epoch, epochStart, now);
        });
  }

  /** Closes the epoch of all families that the visitor does not decline. */
  Epoch reset(MetricsVisitor visitor) {
    return walk(
        now -> {
          families.values().forEach(family -> family.close(visitor, now));
          Epoch closed = new Epoch(epoch, epochStart, now);
          epoch++;
          epochStart = now;
          return closed;
        });
  }

  /** Closes the epoch of one family, unless the visitor declines it. */
  Epoch reset(String name, MetricsVisitor visitor) {
    RegisteredFamily<?> family = family(name);
    return walk(
        now -> {
          Instant start = family.epochStart();
          family.close(visitor, now);
          return new Epoch(epoch, start, now);
        });
  }

  /** Closes the epoch of one series, unless the visitor declines its family. */
  Epoch reset(String name, List<String> labelValues, MetricsVisitor visitor) {
    RegisteredFamily<?> family = family(name);
    return walk(
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
          return new Epoch(epoch, start, now);
        });
  }

  private RegisteredFamily<?> family(String name) {
    ShownFamily family = families.get(name);
    if (family != null && family.view().isDerived()) {
      throw new IllegalArgumentException(
          "metric \""
              + name
              + "\" shows what \""
              + family.view().source()
              + "\" has recorded; expected that name");
    }
    if (family instanceof RegisteredFamily<?> own) {
      return own;
    }
    throw new IllegalArgumentException(
        family == null
            ? "there is no metric \"" + name + "\"; expected the full name of one"
            : "metric \"" + name + "\" is kept by a source; expected one of the collector's own");
  }

  /** Runs {@code body} with the moment of the walk, while no other walk runs. */
  private Epoch walk(Function<Instant, Epoch> body) {
    reading.lock();
    List<Gate> closed = gates.get();
    List<Boolean> empty = closed.stream().map(this::close).toList();
    try {
      windows.beginWalk();
      sources.beginWalk();
      return body.apply(clock.instant());
    } finally {
      for (int i = 0; i < closed.size(); i++) {
        boolean whole = closed.get(i).open();
        if (empty.get(i) && !whole) {
          unaligned.run();
        }
      }
      reading.unlock();
    }
  }
}
