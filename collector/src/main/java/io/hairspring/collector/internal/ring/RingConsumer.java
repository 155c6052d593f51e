package io.hairspring.collector.internal.ring;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The consumer: applies what waits in the lanes, in batches between which a reader may come in.
 *
 * <p>Never ends by itself: whatever applying an event throws is dealt with by whoever applies it.
 */
final class RingConsumer implements Runnable {
  // Of each lane, so the length of a batch bounds how long a reader waits for it.
  private static final int MAX_BATCH = 256;

  /** The consumer's door of the gate. */
  static final int DOOR = 0;

  private final Lane<?>[] lanes;
  private final Gate gate;
  private final RingCounts counts;
  private final ConsumerProgress progress;
  private final ConsumerWait waits;
  private final CountsOwed owed;
  private final BooleanSupplier hasNext = this::hasNext; // made once, for idle looks

  // Taken, and not counted so far; the consumer's alone, and once it has ended who closes.
  private long applied;
  private long failed;

  // Volatile: written by the closing thread.
  private volatile boolean ended;

  RingConsumer(
      List<? extends Lane<?>> lanes,
      Gate gate,
      RingCounts counts,
      ConsumerProgress progress,
      ConsumerWait waits,
      CountsOwed owed) {
    this.lanes = lanes.toArray(Lane<?>[]::new);
    this.gate = gate;
    this.counts = counts;
    this.progress = progress;
    this.waits = waits;
    this.owed = owed;
  }

  @Override
  public void run() {
    int emptyLooks = 0;
    while (!ended) {
      if (hasNext()) {
        emptyLooks = 0;
        applyBatch();
      } else {
        count(); // what earlier attempts could not
        waits.pause(emptyLooks++, hasNext);
      }
    }
  }

  /** Lets the consumer end after its batch. */
  void end(Thread consumer) {
    ended = true;
    LockSupport.unpark(consumer); // or, if it does not park yet, its next park returns at once
  }

  private boolean hasNext() {
    for (Lane<?> lane : lanes) {
      if (lane.hasNext()) {
        return true;
      }
    }
    return false;
  }

  private void applyBatch() {
    long startNanos = progress.begin(depth());
    gate.enter(DOOR);
    long taken = 0;
    try {
      for (Lane<?> lane : lanes) {
        long some = lane.drain(MAX_BATCH);
        add(some, lane.failed());
        taken += some;
      }
      count();
      counts.batch(taken);
    } catch (OutOfMemoryError unobserved) {
      // The size of this batch is not: that counter had no memory yet.
    } finally {
      gate.leave(DOOR);
    }
    progress.end(startNanos, taken);
  }

  /** Takes what came into the lanes after the consumer ended. For who closes. */
  void takeLate() {
    for (Lane<?> lane : lanes) {
      add(lane.drainLate(), lane.failed());
    }
    count();
  }

  private void add(long taken, long failed) {
    applied += taken - failed;
    this.failed += failed;
  }

  /** Counts what was taken; what finds no memory for its counter is counted the next time. */
  private void count() {
    try {
      if (applied > 0) {
        counts.applied(applied);
        applied = 0;
      }
      if (failed > 0) {
        counts.failed(failed);
        failed = 0;
      }
      owed.pay(counts);
    } catch (OutOfMemoryError later) {
      // Counters take memory when a thread first writes them.
    }
  }

  private long depth() {
    long depth = 0;
    for (Lane<?> lane : lanes) {
      depth += lane.depth();
    }
    return depth;
  }
}
