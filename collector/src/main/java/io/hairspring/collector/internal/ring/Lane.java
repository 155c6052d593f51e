package io.hairspring.collector.internal.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One ring buffer of Disruptor's, for the producers whose threads fall to it.
 *
 * <p>Any number of producers may share a lane, and only then do they compete, for the next slot and
 * for the lines in which slots and their marks lie. The consumer takes the events in the order in
 * which slots were claimed. A producer that fails after its claim, by whatever it is, an exhausted
 * stack included, leaves its slot to the consumer, which passes over it.
 *
 * @param <E> the slots
 */
final class Lane<E> {
  private static final int LEFT = 1 << 31; // in a mark beside its round, so that none is 0

  /*
   * While a reader is there, a caller cannot apply its own event without the reader seeing part of
   * it. Half of the slots are kept for that time: outside it, a lane counts as full when half of it
   * is.
   */
  private final int reserve;

  private final int roundShift; // from the number of a slot to its round

  private final int door; // of the gate, for callers that apply their own events
  private final RingBuffer<E> slots;
  private final EventPoller<E> poller;
  private final Sequence consumed; // written by the consumer through the poller; Disruptor's modes
  private final BiConsumer<? super E, ? super E> copy;
  private final Applier<E> applier;
  private final EventPoller.Handler<E> each = (event, sequence, last) -> goOn(event, sequence);
  private final ConsumerWait waits;

  // By slot, the mark of the round in which a producer left it, because copying or committing
  // threw. Written by that producer, plain, before anyLeft. It may be late, when the slot was
  // committed after all; so it is asked for only while the slot is not, and says which round it is
  // of.
  private final int[] left;

  // Volatile: written by a producer after its mark, so that who sees it finds that. Stays true.
  private volatile boolean anyLeft;

  private BitSet own; // slots that sealing claimed, null before; the closing thread's alone

  // How many these are. Volatile: written by the closing thread, inside the gate.
  private volatile int empty;

  private int most; // of the running batch; the consumer's alone
  private int taken; // in the running batch; the consumer's alone
  private int failed; // of these; the consumer's alone

  Lane(
      int door,
      int capacity,
      Supplier<E> slotFactory,
      BiConsumer<? super E, ? super E> copy,
      Applier<E> applier,
      ConsumerWait waits) {
    this.door = door;
    this.copy = copy;
    this.applier = applier;
    this.waits = waits;
    reserve = capacity / 2;
    left = new int[capacity];
    Objects.requireNonNull(InsufficientCapacityException.INSTANCE); // its class is ready from here
    roundShift = Integer.numberOfTrailingZeros(capacity);
    // Nobody waits on a lane: the consumer looks at all of them, and ConsumerWait wakes it.
    slots = RingBuffer.createMultiProducer(slotFactory::get, capacity, new BusySpinWaitStrategy());
    poller = slots.newPoller();
    consumed = poller.getSequence();
    slots.addGatingSequences(consumed);
  }

  /** Returns the door of the gate for those who publish to this lane. */
  int door() {
    return door;
  }

  /**
   * Hands a copy of {@code event} to the consumer, or returns false because the lane is full or,
   * outside a collection, half full.
   */
  boolean offer(E event, boolean readerIsThere) {
    // Disruptor compares with the consumer's position as last seen and looks anew only if that does
    // not suffice, so a claim seldom reads what the consumer writes.
    if (!readerIsThere && !slots.hasAvailableCapacity(reserve + 1)) {
      return false;
    }
    long claimed = claim();
    if (claimed < 0) {
      return false;
    }
    // An exhausted stack throws where something is called. So nothing is called between the claim's
    // compare-and-set and the try, nor before the two stores that give the slot away.
    try {
      copy.accept(event, slots.get(claimed));
      slots.publish(claimed);
      waits.signal();
    } catch (Throwable thrown) { // recording an event must not harm what the event is about
      left[(int) claimed & left.length - 1] = (int) (claimed >>> roundShift) | LEFT;
      anyLeft = true;
      try {
        waits.signal();
        applier.keep(thrown);
      } catch (Throwable untold) {
        // The consumer counts it all the same, at the latest when somebody asks how it does.
      }
    }
    return true;
  }

  private long claim() {
    try {
      return slots.tryNext();
    } catch (InsufficientCapacityException full) { // shared and without a stack: cheap to catch
      return -1;
    }
  }

  int capacity() {
    return slots.getBufferSize();
  }

  /** Returns the number of the last slot that was claimed. */
  long claimed() {
    return slots.getCursor();
  }

  /** Returns the number of the last slot that was applied. */
  long applied() {
    return consumed.get();
  }

  /** Returns how many events wait. */
  long depth() {
    return Math.max(slots.getCursor() - consumed.get() - empty, 0);
  }

  /** Returns whether an event waits. The consumer's alone. */
  boolean hasNext() {
    long next = consumed.get() + 1;
    return slots.isAvailable(next) || isLeft(next);
  }

  /**
   * Takes what waits, {@code limit} events at most; returns how many, of which {@link #failed}
   * failed. The consumer's alone.
   */
  int drain(int limit) {
    most = limit;
    taken = 0;
    failed = 0;
    try {
      if (!passOver()) {
        poller.poll(each);
      }
    } catch (Exception impossible) {
      throw new AssertionError("applying throws nothing", impossible);
    }
    return taken;
  }

  /** Returns how many events of the batch failed: left by their producer, or by the handler. */
  int failed() {
    return failed;
  }

  /** Passes over the next slot if its producer left it; returns whether it did. */
  private boolean passOver() {
    long next = consumed.get() + 1;
    if (!isLeft(next)) {
      return false;
    }
    take(slots.get(next), next);
    consumed.set(next);
    return true;
  }

  private boolean goOn(E event, long sequence) {
    take(event, sequence);
    return taken < most;
  }

  private void take(E event, long sequence) {
    taken++;
    if (isLeft(sequence)) {
      applier.clear(event);
      failed++;
    } else if (!applier.applySlot(event)) {
      failed++;
    }
  }

  /** Returns whether the producer of a slot that was claimed will never commit it. */
  private boolean isLeft(long sequence) {
    return anyLeft
        && left[(int) sequence & left.length - 1] == ((int) (sequence >>> roundShift) | LEFT)
        && !slots.isAvailable(sequence);
  }

  /*
   * A producer may have looked at closed before it was set and claim a slot only now, when nobody
   * consumes. Nothing frees slots any more, so claiming all that are left leaves none to be claimed
   * later; then each slot that somebody else claimed is waited for and applied.
   */
  /**
   * Lets nothing in any more, once the consumer has ended. The closing thread's alone, inside the
   * gate: a collection between a claim and its count would find events that nobody published.
   */
  void seal() {
    if (own == null) {
      own = new BitSet(left.length + 1); // all of it before the first claim
    }
    for (long mine; (mine = claim()) >= 0; ) {
      own.set(late(mine));
      slots.publish(mine);
    }
    empty = own.cardinality();
  }

  /**
   * Returns whether every producer that claimed a slot of a sealed lane has committed or left it.
   */
  boolean isCommitted() {
    for (long sequence = slots.getCursor(); sequence > consumed.get(); sequence--) {
      if (!slots.isAvailable(sequence) && !isLeft(sequence)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes what came in after the consumer ended, and returns how much, of which {@link #failed}
   * failed. All is committed or left.
   */
  int drainLate() {
    taken = 0;
    failed = 0;
    for (long sequence = consumed.get() + 1; sequence <= slots.getCursor(); sequence++) {
      if (!own.get(late(sequence))) {
        take(slots.get(sequence), sequence);
      }
    }
    return taken;
  }

  private int late(long sequence) {
    return (int) (sequence - consumed.get());
  }
}
