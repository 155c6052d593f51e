package io.hairspring.collector.event.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One ring buffer of Disruptor's, for the producers whose threads fall to it.
 *
 * <p>Any number of producers may share a lane, and only then do they compete, for the next slot and
 * for the lines in which slots and their marks lie. The consumer takes the events in the order in
 * which slots were claimed.
 *
 * @param <E> the slots
 */
final class Lane<E> {
  /*
   * While a reader is there, a caller cannot apply its own event without the reader seeing part of
   * it. Half of the slots are kept for that time: outside it, a lane counts as full when half of it
   * is.
   */
  private final int reserve;

  private final int door; // of the gate, for callers that apply their own events
  private final RingBuffer<E> slots;
  private final EventPoller<E> poller;
  private final Sequence consumed; // written by the consumer through the poller; Disruptor's modes
  private final BiConsumer<? super E, ? super E> copy;
  private final Applier<E> applier;
  private final EventPoller.Handler<E> each = (event, sequence, last) -> goOn(event, sequence);
  private final Waits waits;

  // Slots whose copy failed. Put in before the slot is committed, taken out by the consumer.
  private final Set<Long> spoilt = ConcurrentHashMap.newKeySet();

  private final BitSet own = new BitSet(); // slots that sealing claimed; the closing thread's alone

  // How many these are. Volatile: written by the closing thread, inside the gate.
  private volatile int empty;

  private int most; // of the running batch; the consumer's alone
  private int applied; // in the running batch; the consumer's alone

  Lane(
      int door,
      int capacity,
      Supplier<E> slotFactory,
      BiConsumer<? super E, ? super E> copy,
      Applier<E> applier,
      Waits waits) {
    this.door = door;
    this.copy = copy;
    this.applier = applier;
    this.waits = waits;
    reserve = capacity / 2;
    // Nobody waits on a lane: the consumer looks at all of them, and Waits wakes it.
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
   * outside a walk, half full.
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
    fill(claimed, event);
    return true;
  }

  private long claim() {
    try {
      return slots.tryNext();
    } catch (InsufficientCapacityException full) { // shared and without a stack: cheap to catch
      return -1;
    }
  }

  private void fill(long claimed, E event) {
    try {
      copy.accept(event, slots.get(claimed));
    } catch (Throwable thrown) { // recording an event must not harm what the event is about
      spoilt.add(claimed);
      applier.failed(thrown);
    }
    slots.publish(claimed); // a claimed slot left uncommitted would stop the lane
    waits.signal();
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
    return slots.isAvailable(consumed.get() + 1);
  }

  /** Applies what waits, {@code limit} events at most; returns how many. The consumer's alone. */
  int drain(int limit) {
    most = limit;
    applied = 0;
    try {
      poller.poll(each);
    } catch (Exception impossible) {
      throw new AssertionError("applying throws nothing", impossible);
    }
    return applied;
  }

  private boolean goOn(E event, long sequence) {
    apply(event, sequence);
    return ++applied < most;
  }

  private void apply(E event, long sequence) {
    if (spoilt.isEmpty() || !spoilt.remove(sequence)) {
      applier.apply(event);
    }
  }

  /*
   * A producer may have looked at closed before it was set and claim a slot only now, when nobody
   * consumes. Nothing frees slots any more, so claiming all that are left leaves none to be claimed
   * later; then each slot that somebody else claimed is waited for and applied.
   */
  /**
   * Lets nothing in any more, once the consumer has ended. The closing thread's alone, inside the
   * gate: a walk between a claim and its count would find events that nobody published.
   */
  void seal() {
    for (long mine; (mine = claim()) >= 0; ) {
      own.set(late(mine));
      slots.publish(mine);
    }
    empty = own.cardinality();
  }

  /** Returns whether every producer that claimed a slot of a sealed lane has committed it. */
  boolean isCommitted() {
    for (long sequence = slots.getCursor(); sequence > consumed.get(); sequence--) {
      if (!slots.isAvailable(sequence)) {
        return false;
      }
    }
    return true;
  }

  /** Applies what came in after the consumer ended, and returns how much. All is committed. */
  long applyLate() {
    long late = 0;
    for (long sequence = consumed.get() + 1; sequence <= slots.getCursor(); sequence++) {
      if (!own.get(late(sequence))) {
        apply(slots.get(sequence), sequence);
        late++;
      }
    }
    return late;
  }

  private int late(long sequence) {
    return (int) (sequence - consumed.get());
  }
}
