package io.hairspring.collector.internal.registry;

import io.hairspring.collector.Counter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Hides series in which nothing was recorded for long. They keep their place and their memory,
 * because somebody may hold a handle, and are shown again as soon as that is used.
 *
 * <p>Run by the clock. It holds the reading lock for some hundred series at a time, so a collection
 * waits for microseconds. It waits for collections a quarter of a second at most; a look that has
 * to wait for longer is counted as deferred, and goes on where it stopped when the next is due.
 */
public final class Expiry implements LongConsumer {
  private static final int PIECE = 256;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Registry registry;
  private final CollectionLock collections;
  private final long limitNanos;
  private final Counter expired;
  private final Counter deferred;
  private volatile long hidden; // as of the last whole look; written by the clock alone

  // Where a look stands, for the clock alone.
  private List<LabelSet<?>> labelSets = List.of();
  private Iterator<LabelSet<?>> left = labelSets.iterator();
  private LabelSet<?> labelSet; // null between looks
  private int next;

  public Expiry(
      Registry registry,
      CollectionLock collections,
      long limitNanos,
      Counter expired,
      Counter deferred) {
    this.registry = registry;
    this.collections = collections;
    this.limitNanos = limitNanos;
    this.expired = expired;
    this.deferred = deferred;
  }

  /** Returns how many series are hidden. Any thread. */
  public long hidden() {
    return hidden;
  }

  @Override
  public void accept(long nowNanos) {
    if (labelSet == null) {
      labelSets = registry.idling();
      left = labelSets.iterator();
      nextLabelSet();
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS; // real time, whatever the ticker says
    while (labelSet != null) {
      boolean looked = collections.reading(deadline - System.nanoTime(), () -> look(nowNanos));
      if (!looked) {
        deferred.inc();
        return;
      }
    }
    hidden = labelSets.stream().mapToLong(LabelSet::hidden).sum();
  }

  private void look(long nowNanos) {
    next = labelSet.hideIdle(next, PIECE, nowNanos, limitNanos, expired);
    if (next < 0) {
      nextLabelSet();
    }
  }

  private void nextLabelSet() {
    labelSet = left.hasNext() ? left.next() : null;
    next = 0;
  }
}
