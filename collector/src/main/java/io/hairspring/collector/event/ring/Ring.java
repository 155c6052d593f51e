package io.hairspring.collector.event.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.hairspring.collector.event.EventFailure;
import io.hairspring.collector.event.OverflowPolicy;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events on their way to the instruments: pre-allocated slots, many producers, one consumer that
 * applies whole batches.
 *
 * <p>A producer claims a slot, fills it and commits it. Where it gets none it goes on at once,
 * unless {@code WAIT} is chosen. Every event is counted once, as applied, inlined or dropped, also
 * while the ring is closed.
 *
 * @param <E> the slots
 */
public final class Ring<E> {
  /** What {@link #claim} returns when the caller is to apply its event itself. */
  public static final long INLINE = -1;

  /** What {@link #claim} returns when the event was dropped and counted. */
  public static final long DROPPED = -2;

  private static final int MAX_BATCH = 256;
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /*
   * While a reader is there, a caller cannot apply its own event without the reader seeing part of
   * it. Half of the slots are kept for that time: outside it, a ring counts as full when half of it
   * is.
   */
  private final int reserve;

  private final RingBuffer<E> slots;
  private final Consumer<? super E> handler;
  private final RingCounts counts;
  private final OverflowPolicy policy;
  private final Gate gate = new Gate();
  private final Failures failures;
  private final Pulse pulse = new Pulse();
  private final SequenceBarrier barrier;
  private final Sequence consumed = new Sequence(); // written by the consumer; Disruptor's modes
  private final Thread consumer;

  // Volatile: written by the closing thread. A producer that misses it fills a slot that close()
  // applies.
  private volatile boolean closed;

  // Volatile: written by the closing thread when the last event is applied.
  private volatile boolean drained;

  /** Makes a ring and starts its consumer. */
  public Ring(
      RingSettings settings,
      Supplier<E> slotFactory,
      Consumer<? super E> handler,
      RingCounts counts) {
    this.handler = handler;
    this.counts = counts;
    policy = settings.policy();
    reserve = settings.capacity() / 2;
    failures = new Failures(settings.clock());
    slots =
        RingBuffer.createMultiProducer(
            slotFactory::get, settings.capacity(), Waits.of(settings.waitMode()));
    barrier = slots.newBarrier();
    slots.addGatingSequences(consumed);
    consumer = settings.threads().newThread(this::consume);
    consumer.start();
  }

  /** Returns the gate that parts readers from those who apply. */
  public Gate gate() {
    return gate;
  }

  /**
   * Claims a slot, which must then be filled and committed. Wait-free but for the producers' race
   * for the next slot; with {@code WAIT}, waits for room as long as its limit.
   *
   * @return the slot's number, {@link #INLINE} or {@link #DROPPED}
   */
  public long claim() {
    if (closed) {
      counts.droppedClosed();
      return DROPPED;
    }
    long claimed = tryClaim();
    return claimed >= 0 ? claimed : overflow();
  }

  /** Returns a claimed slot. */
  public E slot(long claimed) {
    return slots.get(claimed);
  }

  /** Hands a claimed slot to the consumer. */
  public void commit(long claimed) {
    slots.publish(claimed);
  }

  /** Begins applying an event on the caller's thread, after {@link #INLINE}. Never waits. */
  public long beginInline() {
    counts.inlined();
    long stamp = gate.tryEnter();
    if (stamp == 0) {
      counts.torn();
    }
    return stamp;
  }

  /** Ends what {@link #beginInline} began; {@code thrown} is what applying threw, or null. */
  public void endInline(long stamp, Throwable thrown) {
    if (stamp != 0) {
      gate.leave(stamp);
    }
    if (thrown != null) {
      fail(thrown);
    }
  }

  /** Returns how many slots there are. */
  public int capacity() {
    return slots.getBufferSize();
  }

  /** Returns how many events wait for the consumer. */
  public long depth() {
    return drained ? 0 : Math.max(slots.getCursor() - consumed.get(), 0);
  }

  /** Returns the largest depth that a batch left behind in the last one to two minutes. */
  public long largestDepth() {
    return Math.max(depth(), pulse.largestDepth());
  }

  /** Returns for about how many nanoseconds an event published now will wait. */
  public long lagNanos() {
    long depth = depth();
    return depth == 0 ? 0 : pulse.busyNanos() + depth * pulse.nanosPerEvent();
  }

  /** Returns whether the consumer is alive and no batch has taken longer than a limit. */
  public boolean isMoving(long limitNanos) {
    return consumer.isAlive() && (depth() == 0 || pulse.busyNanos() <= limitNanos);
  }

  /** Returns the last ways in which applying events failed, at most 16, the latest last. */
  public List<EventFailure> failures() {
    return failures.latest();
  }

  /**
   * Waits until everything committed before is applied.
   *
   * @return whether it was, within {@code limitNanos}
   */
  public boolean flush(long limitNanos) {
    long upTo = slots.getCursor();
    return await(limitNanos, () -> consumed.get() >= upTo);
  }

  /**
   * Takes no more events, applies those that are in, and ends the consumer.
   *
   * @return whether all were applied within {@code limitNanos}; if not, the consumer ends when the
   *     handler lets it
   */
  public boolean close(long limitNanos) {
    if (closed) {
      return true;
    }
    closed = true;
    flush(limitNanos);
    barrier.alert();
    if (!await(limitNanos, () -> !consumer.isAlive())) {
      return false;
    }
    applyLate();
    return true;
  }

  /*
   * A producer may have looked at closed before it was set and claim a slot only now, when nobody
   * consumes. Nothing frees slots any more, so claiming all that are left leaves none to be claimed
   * later; then each slot that somebody else claimed is waited for and applied.
   */
  private void applyLate() {
    long stamp = gate.enter();
    long from = consumed.get();
    BitSet own = new BitSet();
    for (long mine; (mine = claimAny()) >= 0; ) {
      own.set((int) (mine - from));
      slots.publish(mine);
    }
    for (long sequence = from + 1; sequence <= slots.getCursor(); sequence++) {
      if (!own.get((int) (sequence - from))) {
        while (!slots.isAvailable(sequence)) {
          Thread.onSpinWait(); // its producer is between claim and commit
        }
        apply(slots.get(sequence));
        counts.applied(1);
      }
    }
    drained = true;
    gate.leave(stamp);
  }

  private long tryClaim() {
    return !gate.isClosed() && slots.remainingCapacity() <= reserve ? INLINE : claimAny();
  }

  private long claimAny() {
    try {
      return slots.tryNext();
    } catch (InsufficientCapacityException full) { // shared and without a stack: cheap to catch
      return INLINE;
    }
  }

  private long overflow() {
    return switch (policy.kind()) {
      case RECORD_INLINE -> INLINE;
      case DROP -> {
        counts.droppedFull();
        yield DROPPED;
      }
      case WAIT -> waitForRoom();
    };
  }

  private long waitForRoom() {
    long deadline = System.nanoTime() + policy.waitLimitNanos();
    while (!closed && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL_NANOS);
      long claimed = tryClaim();
      if (claimed >= 0) {
        return claimed;
      }
    }
    counts.droppedAfterWaiting();
    return DROPPED;
  }

  private void consume() {
    long next = consumed.get() + 1;
    while (true) {
      try {
        long last = Math.min(barrier.waitFor(next), next + MAX_BATCH - 1);
        if (last >= next) {
          applyBatch(next, last);
          next = last + 1;
        }
      } catch (AlertException closing) {
        return; // the way Disruptor tells a consumer to end
      } catch (InterruptedException ignored) {
        // An interrupt, which only a handler can have asked for, does not end the consumer.
      } catch (TimeoutException impossible) {
        throw new AssertionError("no wait has a limit", impossible);
      }
    }
  }

  private void applyBatch(long first, long last) {
    long startNanos = pulse.begin();
    long stamp = gate.enter();
    try {
      for (long sequence = first; sequence <= last; sequence++) {
        apply(slots.get(sequence));
      }
      counts.applied(last - first + 1);
    } finally {
      gate.leave(stamp);
    }
    consumed.set(last);
    pulse.end(startNanos, last - first + 1, depth());
  }

  private void apply(E event) {
    try {
      handler.accept(event);
    } catch (
        Throwable thrown) { // whatever it is, a consumer that died would fill the ring for good
      fail(thrown);
    }
  }

  private void fail(Throwable thrown) {
    counts.failed();
    failures.add(thrown);
  }

  private static boolean await(long limitNanos, BooleanSupplier state) {
    long deadline = System.nanoTime() + limitNanos;
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }
}
