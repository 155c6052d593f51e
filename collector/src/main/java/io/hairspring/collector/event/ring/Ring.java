package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.EventFailure;
import io.hairspring.collector.event.OverflowPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events on their way to the instruments: pre-allocated slots, many producers, one consumer that
 * applies whole batches.
 *
 * <p>A producer claims a slot of its thread's lane, fills it and commits it; producers of different
 * lanes write no cache line in common. Where a producer gets no slot, the policy decides. Every
 * event is counted once, as applied, inlined or dropped, also while the ring is closed.
 *
 * @param <E> the slots
 */
public final class Ring<E> {
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long READER_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final int LANES_PER_PROCESSOR = 2;
  private static final int MOST_LANES = 16;
  private static final int LEAST_LANE_CAPACITY = 1024;

  private final List<Lane<E>> lanes; // as many as a power of two
  private final BiConsumer<? super E, ? super E> copy;
  private final Consumer<? super E> handler;
  private final RingCounts counts;
  private final OverflowPolicy policy;
  private final Gate gate = new Gate();
  private final Failures failures;
  private final Pulse pulse = new Pulse();
  private final Drain drain;
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
      BiConsumer<? super E, ? super E> copy,
      Consumer<? super E> handler,
      RingCounts counts) {
    this.copy = copy;
    this.handler = handler;
    this.counts = counts;
    policy = settings.policy();
    failures = new Failures(settings.clock());
    Waits waits = new Waits(settings.waitMode());
    int count = lanes(settings.capacity());
    lanes =
        Stream.generate(
                () -> new Lane<>(settings.capacity() / count, slotFactory, this::apply, waits))
            .limit(count)
            .toList();
    drain = new Drain(lanes, gate, counts, pulse, waits);
    consumer = settings.threads().newThread(drain);
    consumer.start();
  }

  /** So many that threads which publish at once seldom meet; a power of two. */
  private static int lanes(int capacity) {
    int wanted =
        Math.min(LANES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), MOST_LANES);
    return Integer.highestOneBit(Math.max(Math.min(wanted, capacity / LEAST_LANE_CAPACITY), 1));
  }

  /** Returns the gate that parts readers from those who apply. */
  public Gate gate() {
    return gate;
  }

  /**
   * Hands over a copy of {@code event}, or does with it what the policy says. Lock-free while there
   * is room; waits no longer than the policy's limit. Lets through only what copying throws.
   */
  public void publish(E event) {
    if (closed) {
      counts.droppedClosed();
      return;
    }
    Lane<E> lane = lane();
    long claimed = lane.claim(gate.isClosed());
    if (claimed >= 0) {
      fill(lane, claimed, event);
    } else {
      overflow(lane, event);
    }
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private Lane<E> lane() {
    return lanes.get((int) Thread.currentThread().getId() & (lanes.size() - 1));
  }

  private void fill(Lane<E> lane, long claimed, E event) {
    try {
      copy.accept(event, lane.slot(claimed));
    } finally {
      lane.commit(claimed); // a claimed slot left uncommitted would stop the lane
    }
  }

  /** Returns how many slots there are. */
  public int capacity() {
    return lanes.size() * lanes.get(0).capacity();
  }

  /** Returns how many events wait for the consumer. */
  public long depth() {
    return drained ? 0 : lanes.stream().mapToLong(Lane::depth).sum();
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
    long[] upTo = lanes.stream().mapToLong(Lane::claimed).toArray();
    return await(
        limitNanos,
        () -> IntStream.range(0, upTo.length).allMatch(i -> lanes.get(i).applied() >= upTo[i]));
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
    drain.end(consumer);
    if (!await(limitNanos, () -> !consumer.isAlive())) {
      return false;
    }
    long stamp = gate.enter();
    lanes.forEach(lane -> counts.applied(lane.applyLate()));
    drained = true;
    gate.leave(stamp);
    return true;
  }

  private void overflow(Lane<E> lane, E event) {
    switch (policy.kind()) {
      case RECORD_INLINE -> recordInline(lane, event);
      case DROP -> counts.droppedFull();
      case WAIT -> waitForRoom(lane, event);
    }
  }

  /**
   * Applies the event here. While a reader is there, waits for it or for room, within the limit.
   */
  private void recordInline(Lane<E> lane, E event) {
    long stamp = gate.tryEnter();
    long startNanos = stamp == 0 ? System.nanoTime() : 0;
    while (stamp == 0) {
      long claimed = lane.claim(gate.isClosed());
      if (claimed >= 0) {
        fill(lane, claimed, event);
        return;
      }
      if (!gate.seesWhole() || System.nanoTime() - startNanos >= policy.waitLimitNanos()) {
        counts.torn();
        gate.goAround();
        break;
      }
      LockSupport.parkNanos(READER_POLL_NANOS); // leaves its core to the reader
      stamp = gate.tryEnter();
    }
    counts.inlined();
    apply(event);
    gate.leave(stamp);
  }

  private void waitForRoom(Lane<E> lane, E event) {
    long startNanos = System.nanoTime();
    while (!closed && System.nanoTime() - startNanos < policy.waitLimitNanos()) {
      LockSupport.parkNanos(POLL_NANOS);
      long claimed = lane.claim(gate.isClosed());
      if (claimed >= 0) {
        fill(lane, claimed, event);
        return;
      }
    }
    counts.droppedAfterWaiting();
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
