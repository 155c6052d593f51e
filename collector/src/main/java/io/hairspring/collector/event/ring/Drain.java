package io.hairspring.collector.event.ring;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The consumer: applies what waits in the lanes, in batches between which a reader may come in.
 *
 * <p>Never ends by itself: whatever applying an event throws is dealt with by whoever applies it.
 */
final class Drain implements Runnable {
  // Of each lane, so the length of a batch bounds how long a reader waits for it.
  private static final int MAX_BATCH = 256;

  /** The consumer's door of the gate. */
  static final int DOOR = 0;

  private final Lane<?>[] lanes;
  private final Gate gate;
  private final RingCounts counts;
  private final Pulse pulse;
  private final Waits waits;
  private final BooleanSupplier hasNext = this::hasNext; // made once, for idle looks

  // Volatile: written by the closing thread.
  private volatile boolean ended;

  Drain(List<? extends Lane<?>> lanes, Gate gate, RingCounts counts, Pulse pulse, Waits waits) {
    this.lanes = lanes.toArray(Lane<?>[]::new);
    this.gate = gate;
    this.counts = counts;
    this.pulse = pulse;
    this.waits = waits;
  }

  @Override
  public void run() {
    int emptyLooks = 0;
    while (!ended) {
      if (hasNext()) {
        emptyLooks = 0;
        applyBatch();
      } else {
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
    long startNanos = pulse.begin(depth());
    gate.enter(DOOR);
    long applied = 0;
    try {
      for (Lane<?> lane : lanes) {
        applied += lane.drain(MAX_BATCH);
      }
      counts.applied(applied);
    } finally {
      gate.leave(DOOR);
    }
    pulse.end(startNanos, applied);
  }

  private long depth() {
    long depth = 0;
    for (Lane<?> lane : lanes) {
      depth += lane.depth();
    }
    return depth;
  }
}
