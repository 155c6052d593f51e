package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.internal.thread.StackRoom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * All cells that stripes have of their own in the latency series of one collector. Gives room for
 * them within a bound, and has those that are recorded in seldom folded into what is left of such
 * cells, one compact set a series.
 *
 * <p>A recording that is given cells takes a lock here for some instructions. All else is the
 * clock's, in portions.
 */
public final class CellOwners implements LongConsumer {
  /** How often the clock is to call this, in nanoseconds. */
  public static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Over how long warmth is measured, about; as long as {@link Stripes#cool} takes to halve it. */
  public static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long LEAST_PERIOD_NANOS = PERIOD_NANOS - TICK_NANOS / 2;
  private static final int LEAST_PORTION = 256;
  private static final int MOST_PORTION = 4_096;

  // Cells are cold when they are recorded in by an eighth of what would give them anew, so nobody
  // who is in between gets them and gives them up in turn.
  private static final int COLDER = 8;
  private static final int COLD_LOOKS = 3;

  private final Stripes stripes;
  private final int hotAfter;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();

  // All under the lock. What is closed stays in the bytes until it is folded.
  private final List<OwnedCells> open = new ArrayList<>();
  private long bytes;
  private long given;
  private long refused;
  private long folded;

  // The clock's alone.
  private final List<OwnedCells> closed = new ArrayList<>();
  private long lastNanos; // when it last came
  private int next; // whose turn it is to be looked at
  private long refusedBefore;
  private CellTotals left;
  private CellTotals missed;

  /**
   * Creates one.
   *
   * @param hotAfter about how many recordings in ten seconds give a stripe cells of its own; 0 for
   *     with the first, and then they are not given back but for want of room
   * @param mostBytes how much memory own cells may take
   */
  public CellOwners(Stripes stripes, int hotAfter, long mostBytes) {
    this.stripes = stripes;
    this.hotAfter = hotAfter;
    this.mostBytes = mostBytes;
  }

  Stripes stripes() {
    return stripes;
  }

  /** Returns whether there is room for cells; if not, that is counted. Any thread. */
  boolean haveRoom(long bytes) {
    StackRoom.lock(lock);
    try {
      boolean room = hasRoom(bytes);
      refused += room ? 0 : 1;
      return room;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(long more) {
    return more <= mostBytes - bytes;
  }

  /** Adds cells that take about so much, unless there is no room for them any more. Any thread. */
  boolean add(LatencySeries series, LatencyCells cells, long expectedBytes) {
    OwnedCells owned = new OwnedCells(series, cells, expectedBytes);
    StackRoom.lock(lock);
    try {
      if (!hasRoom(expectedBytes)) {
        refused++;
        return false;
      }
      open.add(owned);
      bytes += expectedBytes;
      given++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Folds what was closed, and closes what has gone cold since. The clock. */
  @Override
  public void accept(long nowNanos) {
    foldClosed();
    Set<OwnedCells> cold = new HashSet<>();
    for (OwnedCells owned : portion(nowNanos)) {
      if (isCold(owned, nowNanos)) {
        cold.add(owned);
      }
    }
    cold.addAll(coldestForWantOfRoom());
    close(cold);
  }

  private void foldClosed() {
    for (int i = closed.size() - 1; i >= 0; i--) {
      OwnedCells owned = closed.get(i);
      LatencySeries series = owned.get();
      if (series != null) {
        if (!stripes.hasPassed(owned.stripe, owned.asked)) {
          continue;
        }
        prepare(series.layout());
        series.fold(owned.cells, left, missed);
      }
      closed.remove(i);
      gone(owned, series == null ? 0 : 1);
    }
  }

  /** Makes working memory for recorders of a layout. */
  private void prepare(LatencyLayout layout) {
    if (left == null || left.layout != layout) {
      left = new CellTotals(layout);
      missed = new CellTotals(layout);
    }
  }

  /**
   * Returns who is due to be looked at: all in the course of a period, unless they are too many.
   */
  private List<OwnedCells> portion(long nowNanos) {
    double periods = Math.min((double) (nowNanos - lastNanos) / PERIOD_NANOS, 1);
    lastNanos = nowNanos;
    StackRoom.lock(lock);
    try {
      int size = open.size();
      int wanted = Math.min(Math.max((int) (size * periods) + 1, LEAST_PORTION), MOST_PORTION);
      next = next < size ? next : 0;
      int end = Math.min(next + wanted, size);
      List<OwnedCells> portion = new ArrayList<>(open.subList(next, end));
      next = end;
      return portion;
    } finally {
      lock.unlock();
    }
  }

  private boolean isCold(OwnedCells owned, long nowNanos) {
    if (owned.lookedNanos != OwnedCells.UNKNOWN
        && nowNanos - owned.lookedNanos < LEAST_PERIOD_NANOS) {
      return false;
    }
    LatencySeries series = owned.get();
    if (series == null) {
      remove(List.of(owned));
      gone(owned, 0);
      return false;
    }
    recount(owned);
    prepare(series.layout());
    owned.look(nowNanos, PERIOD_NANOS, left);
    boolean cold = owned.warmth < (hotAfter + COLDER - 1) / COLDER;
    owned.coldLooks = cold ? owned.coldLooks + 1 : 0;
    return owned.coldLooks >= COLD_LOOKS;
  }

  /** Returns the coldest, if there was no room for others that were hot, or these grew too much. */
  private List<OwnedCells> coldestForWantOfRoom() {
    List<OwnedCells> coldest;
    long wanted;
    StackRoom.lock(lock);
    try {
      long over = Math.max(bytes - mostBytes, 0);
      wanted = refused - refusedBefore + over * open.size() / Math.max(bytes, 1);
      refusedBefore = refused;
      if (wanted == 0) {
        return List.of();
      }
      // Who would not be given cells now; all if they take too much.
      long warmest = over > 0 ? Long.MAX_VALUE : Math.max(hotAfter / 2, 1);
      coldest = new ArrayList<>(open.stream().filter(owned -> owned.warmth < warmest).toList());
    } finally {
      lock.unlock();
    }
    coldest.sort(Comparator.comparingLong(owned -> owned.warmth));
    return coldest.subList(0, (int) Math.min(wanted, coldest.size()));
  }

  private void close(Collection<OwnedCells> cold) {
    if (cold.isEmpty()) {
      return;
    }
    remove(cold);
    Set<LatencySeries> series = Collections.newSetFromMap(new IdentityHashMap<>());
    for (OwnedCells owned : cold) {
      LatencySeries one = owned.get();
      if (one == null) {
        gone(owned, 0);
      } else {
        one.close(owned.cells);
        series.add(one);
      }
    }
    Map<Integer, Integer> asked = new HashMap<>(); // by stripe; after all of its cells were closed
    for (OwnedCells owned : cold) {
      if (series.contains(owned.get())) {
        owned.asked = asked.computeIfAbsent(owned.stripe, stripes::askToPass);
        closed.add(owned);
      }
    }
    series.forEach(LatencySeries::forgetClosed);
  }

  private void remove(Collection<OwnedCells> some) {
    StackRoom.lock(lock);
    try {
      open.removeAll(some);
    } finally {
      lock.unlock();
    }
  }

  private void recount(OwnedCells owned) {
    long now = owned.cells.bytes();
    StackRoom.lock(lock);
    try {
      bytes += now - owned.bytes;
    } finally {
      lock.unlock();
    }
    owned.bytes = now;
  }

  private void gone(OwnedCells owned, int folded) {
    StackRoom.lock(lock);
    try {
      bytes -= owned.bytes;
      this.folded += folded;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many stripes have cells of their own in a series, over all series. */
  public long owned() {
    return locked(open::size);
  }

  /** Returns how often cells were given. */
  public long given() {
    return locked(() -> given);
  }

  /** Returns how often there was no room for any. */
  public long refused() {
    return locked(() -> refused);
  }

  /** Returns how often cells were folded. */
  public long folded() {
    return locked(() -> folded);
  }

  /** Returns how much memory own cells take, in bytes. */
  public long bytes() {
    return locked(() -> bytes);
  }

  private long locked(LongSupplier figure) {
    StackRoom.lock(lock);
    try {
      return figure.getAsLong();
    } finally {
      lock.unlock();
    }
  }
}
