package io.hairspring.collector.internal.ring;

import io.hairspring.collector.EventFailure;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.internal.thread.StackRoom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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
  private static final int LANES_PER_PROCESSOR = 2;
  private static final int MOST_LANES = 16;
  private static final int LEAST_LANE_CAPACITY = 1024;

  private final List<Lane<E>> lanes; // as many as a power of two
  private final RingCounts counts;
  private final Gate gate;
  private final Applier<E> applier;
  private final Overflow<E> overflow;
  private final ConsumerProgress progress = new ConsumerProgress(System::nanoTime);
  private final StallDetector stalls;
  private final RingConsumer drain;
  private final Thread consumer;
  private final CountsOwed owed = new CountsOwed();
  private final ReentrantLock closing = new ReentrantLock();

  // Volatile: written by the closing thread. A producer that misses it fills a slot that close()
  // applies, or looks again inside the gate, where close() waits for it.
  private volatile boolean closed;

  // Volatile: written by the closing thread when the last event is applied.
  private volatile boolean drained;

  /**
   * Makes a ring and starts its consumer.
   *
   * @param settings how; its name and its limit for stalls are for those who watch it
   * @param clock the time of failures
   * @param clear lets go of what a slot holds once its event was taken
   */
  public Ring(
      EventSettings settings,
      Clock clock,
      Supplier<E> slotFactory,
      BiConsumer<? super E, ? super E> copy,
      Consumer<? super E> handler,
      Consumer<? super E> clear,
      RingCounts counts) {
    this.counts = counts;
    applier = new Applier<>(handler, clear, new Failures(clock));
    int count = lanes(settings.capacity());
    gate = new Gate(1 + count);
    overflow = new Overflow<>(settings.overflow(), gate, applier, counts, () -> closed);
    ConsumerWait waits = new ConsumerWait(settings.waitMode());
    int laneCapacity = settings.capacity() / count;
    lanes =
        IntStream.rangeClosed(1, count)
            .mapToObj(door -> new Lane<>(door, laneCapacity, slotFactory, copy, applier, waits))
            .toList();
    stalls = new StallDetector(lanes);
    drain = new RingConsumer(lanes, gate, counts, progress, waits, owed);
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
   * is room; waits no longer than the policy's limit; throws nothing. An event that cannot be
   * handed over, also for want of stack, counts as failed.
   */
  public void publish(E event) {
    try {
      handOver(event);
    } catch (Throwable thrown) { // before the event was counted, and before it had a slot
      try {
        counts.failed(1);
      } catch (Throwable again) {
        synchronized (owed) {
          owed.failed++;
        }
      }
    }
  }

  private void handOver(E event) {
    if (closed) {
      counts.droppedClosed();
      return;
    }
    Lane<E> lane = lane();
    if (!lane.offer(event, gate.isClosed())) {
      overflow.take(lane, event);
    }
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private Lane<E> lane() {
    return lanes.get((int) Thread.currentThread().getId() & (lanes.size() - 1));
  }

  /** Returns how many slots there are. */
  public int capacity() {
    return lanes.size() * lanes.get(0).capacity();
  }

  /** Returns how many events wait for the consumer. */
  public long depth() {
    return drained ? 0 : lanes.stream().mapToLong(Lane::depth).sum();
  }

  /** Returns the largest depth that a batch found in the last one to two minutes. */
  public long largestDepth() {
    return Math.max(depth(), progress.largestDepth());
  }

  /** Returns for about how many nanoseconds an event published now will wait. */
  public long lagNanos() {
    long depth = depth();
    return depth == 0 ? 0 : progress.busyNanos() + depth * progress.nanosPerEvent();
  }

  /**
   * Returns whether the consumer is alive, no batch has taken longer than a limit, and no lane with
   * events in it has been seen at the same event for longer than that by this call and earlier
   * ones.
   */
  public boolean isMoving(long limitNanos) {
    if (depth() > 0) {
      LockSupport.unpark(consumer); // a producer that failed as it committed may not have woken it
    }
    return consumer.isAlive()
        && (depth() == 0 || progress.busyNanos() <= limitNanos)
        && stalls.nanos() <= limitNanos;
  }

  /** Returns the last ways in which applying events failed, at most 16, the latest last. */
  public List<EventFailure> failures() {
    return applier.failures();
  }

  /**
   * Waits until everything committed before is applied.
   *
   * @return whether it was, within {@code limitNanos}
   */
  public boolean flush(long limitNanos) {
    long[] upTo = lanes.stream().mapToLong(Lane::claimed).toArray();
    LockSupport.unpark(consumer); // so that it does not sleep its time out
    return await(
        limitNanos,
        () ->
            drained
                || (owed.failed == 0
                    && IntStream.range(0, upTo.length)
                        .allMatch(i -> lanes.get(i).applied() >= upTo[i])));
  }

  /**
   * Takes no more events, applies those that are in, and ends the consumer.
   *
   * @return whether all were applied within {@code limitNanos}, those among them that their callers
   *     apply, so that nobody applies any more; if not, because a handler hangs or a producer in
   *     its copy, nothing is lost, and a later call may end it
   */
  public boolean close(long limitNanos) {
    StackRoom.lock(closing);
    try {
      return drained || end(limitNanos);
    } finally {
      closing.unlock();
    }
  }

  private boolean end(long limitNanos) {
    long startNanos = System.nanoTime();
    closed = true;
    if (consumer.isAlive()) {
      flush(limitNanos);
    }
    drain.end(consumer);
    if (!await(limitNanos - (System.nanoTime() - startNanos), () -> !consumer.isAlive())) {
      return false;
    }
    inside(() -> lanes.forEach(Lane::seal));
    if (!await(
        limitNanos - (System.nanoTime() - startNanos),
        () -> gate.isEmpty() && lanes.stream().allMatch(Lane::isCommitted))) {
      return false;
    }
    inside(
        () -> {
          drain.takeLate();
          drained = true;
        });
    return true;
  }

  private void inside(Runnable work) {
    StackRoom.require(); // so that whoever enters can leave
    gate.enter(RingConsumer.DOOR);
    try {
      work.run();
    } finally {
      gate.leave(RingConsumer.DOOR);
    }
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
