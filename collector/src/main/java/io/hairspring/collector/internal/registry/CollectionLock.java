package io.hairspring.collector.internal.registry;

import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.collector.internal.thread.StackRoom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The turns that collections of the families take: the working memory of the readers and the
 * baselines of the series belong to whoever holds the lock. No writer ever takes it. How often
 * collections begin is for {@link CollectionRateLimiter} to say; whoever else takes the lock does
 * not wait for that.
 *
 * <p>A collection is of one moment: it begins with one answer of each source, one start of each
 * window, and closed gates, so that no event is applied while it runs.
 */
public final class CollectionLock {
  // An event takes microseconds to apply, so only a stuck handler keeps a reader waiting so long.
  private static final long GATE_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final CollectionRateLimiter pace;
  private final Clock clock;
  private final WindowClock windows;
  private final Runnable beginSources;
  private final Supplier<List<Gate>> gates;
  private final Runnable unaligned;
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * Creates them.
   *
   * @param beginSources fixes what sources answered, for a collection that begins
   * @param gates those to close around a collection that begins
   * @param unaligned run for each collection that may show part of an event
   */
  public CollectionLock(
      CollectionRateLimiter pace,
      Clock clock,
      WindowClock windows,
      Runnable beginSources,
      Supplier<List<Gate>> gates,
      Runnable unaligned) {
    this.pace = pace;
    this.clock = clock;
    this.windows = windows;
    this.beginSources = beginSources;
    this.gates = gates;
    this.unaligned = unaligned;
  }

  /**
   * Runs {@code body} with the moment of the collection, in its turn, while no other collection
   * runs.
   */
  <R> R collect(Function<Instant, R> body) {
    pace.awaitTurn(); // before the lock and the gates: nobody waits for one who waits here
    StackRoom.lock(reading);
    try {
      return behindGates(gates.get(), body);
    } finally {
      reading.unlock();
    }
  }

  private <R> R behindGates(List<Gate> gates, Function<Instant, R> body) {
    boolean[] empty = new boolean[gates.size()];
    int closed = 0;
    int torn = 0;
    try {
      while (closed < empty.length) {
        Gate gate = gates.get(closed);
        empty[closed++] = close(gate); // opened again, also if this throws
      }
      windows.beginCollection();
      beginSources.run();
      return body.apply(clock.instant());
    } finally {
      for (int i = 0; i < closed; i++) {
        boolean whole = gates.get(i).open();
        torn += empty[i] && !whole ? 1 : 0;
      }
      for (int i = 0; i < torn; i++) {
        unaligned.run();
      }
    }
  }

  /** Closes a gate; returns whether nobody is inside. */
  private boolean close(Gate gate) {
    boolean empty = gate.close(GATE_LIMIT_NANOS);
    if (!empty) {
      unaligned.run(); // so early that this collection shows it
    }
    return empty;
  }

  /**
   * Runs {@code look} with the moment it is at, between two collections, and leaves the gates open.
   */
  <R> R between(Function<Instant, R> look) {
    StackRoom.lock(reading);
    try {
      return look.apply(clock.instant());
    } finally {
      reading.unlock();
    }
  }

  /**
   * Runs {@code look} while no collection runs.
   *
   * @param limitNanos how long to wait for collections, 0 or less not to wait
   * @return false if that was not long enough, and nothing was run
   */
  boolean reading(long limitNanos, Runnable look) {
    StackRoom.require();
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
   * Runs {@code adding}, which adds a gate to those that collections close, between two
   * collections. If one takes too long, it goes on without the gate, and is counted.
   */
  public void addGate(Runnable adding) {
    if (!reading(GATE_LIMIT_NANOS, adding)) {
      unaligned.run();
      adding.run();
    }
  }
}
