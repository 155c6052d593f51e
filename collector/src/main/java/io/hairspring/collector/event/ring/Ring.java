package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.EventFailure;
import io.hairspring.collector.event.OverflowPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  /** What {@link #claim} returns when the caller is to apply its event itself. */
  public static final long INLINE = -1;

  /** What {@link #claim} returns when the event was dropped and counted. */
  public static final long DROPPED = -2;

  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final int LANES_PER_PROCESSOR = 2;
  private static final int MOST_LANES = 16;
  private static final int LEAST_LANE_CAPACITY = 1024;

  private final List<Lane<E>> lanes; // as many as a power of two
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
      Consumer<? super E> handler,
      RingCounts counts) {
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

  /** Returns the lane of the calling thread. */
  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  public Lane<E> lane() {
    return lanes.get((int) Thread.currentThread().getId() & (lanes.size() - 1));
  }

  /**
   * Claims a slot of a lane, which must then be filled and committed. Lock-free; with {@code WAIT},
   * waits for room as long as its limit.
   *
   * @return the slot's number, {@link #INLINE} or {@link #DROPPED}
   */
  public long claim(Lane<E> lane) {
    if (closed) {
      counts.droppedClosed();
      return DROPPED;
    }
    long claimed = lane.claim(gate.isClosed());
    return claimed >= 0 ? claimed : overflow(lane);
  }

  /**
   * Begins applying an event on the caller's thread, after {@link #INLINE}. Waits for a reader as
   * long as the policy says.
   */
  public long beginInline() {
    counts.inlined();
    long stamp = gate.enterOrGoAround(policy.waitLimitNanos());
    if (stamp == 0) {
      counts.torn();
    }
    return stamp;
  }

  /** Ends what {@link #beginInline} began; {@code thrown} is what applying threw, or null. */
  public void endInline(long stamp, Throwable thrown) {
    gate.leave(stamp);
    if (thrown != null) {
      fail(thrown);
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

  private long overflow(Lane<E> lane) {
    return switch (policy.kind()) {
      case RECORD_INLINE -> INLINE;
      case DROP -> {
        counts.droppedFull();
        yield DROPPED;
      }
      case WAIT -> waitForRoom(lane);
    };
  }

  private long waitForRoom(Lane<E> lane) {
    long deadline = System.nanoTime() + policy.waitLimitNanos();
    while (!closed && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL_NANOS);
      long claimed = lane.claim(gate.isClosed());
      if (claimed >= 0) {
        return claimed;
      }
    }
    counts.droppedAfterWaiting();
    return DROPPED;
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
