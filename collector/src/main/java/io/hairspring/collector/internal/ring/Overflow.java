package io.hairspring.collector.internal.ring;

import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.internal.thread.StackRoom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Does with an event that finds no room what the policy says. On its caller's thread.
 *
 * @param <E> the events
 */
final class Overflow<E> {
  // What became of an event during a collection, or where its caller is, who then applies it.
  private static final int HANDED_OVER = 0;
  private static final int INSIDE = 1;
  private static final int AROUND = 2;

  private static final long ROOM_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final OverflowPolicy policy;
  private final Gate gate;
  private final Applier<E> applier;
  private final RingCounts counts;
  private final BooleanSupplier closed;

  Overflow(
      OverflowPolicy policy,
      Gate gate,
      Applier<E> applier,
      RingCounts counts,
      BooleanSupplier closed) {
    this.policy = policy;
    this.gate = gate;
    this.applier = applier;
    this.counts = counts;
    this.closed = closed;
  }

  void take(Lane<E> lane, E event) {
    // Not a switch: that is a class of its own, dead for good if it is first used where no stack
    // is.
    if (policy.kind() == OverflowPolicy.Kind.RECORD_INLINE) {
      recordInline(lane, event);
    } else if (policy.kind() == OverflowPolicy.Kind.DROP) {
      counts.droppedFull();
    } else {
      waitForRoom(lane, event);
    }
  }

  private void recordInline(Lane<E> lane, E event) {
    StackRoom.require(); // so that whoever enters can leave
    int door = lane.door();
    int way = gate.tryEnter(door) ? INSIDE : duringCollection(lane, event);
    if (way == HANDED_OVER) {
      return;
    }
    try {
      if (way == AROUND) {
        counts.torn();
      }
      applyInside(event);
    } finally {
      try {
        gate.leave(door);
      } catch (Throwable shortStack) {
        synchronized (gate.leftShort) {
          gate.leftShort[door]++;
        }
      }
    }
  }

  /*
   * Collections close the gate of an open ring only. Who closes it sets closed and then waits until
   * nobody is inside; whoever comes here is inside and then looks at closed. So of two that meet,
   * one sees the other.
   */
  private void applyInside(E event) {
    if (closed.getAsBoolean()) {
      counts.droppedClosed();
    } else if (applier.apply(event)) {
      counts.inlined();
    } else {
      counts.failed(1);
    }
  }

  /** Waits until there is room, until the reader has ended, or for as long as the policy says. */
  private int duringCollection(Lane<E> lane, E event) {
    int wait = gate.beginWait();
    try {
      long startNanos = System.nanoTime();
      long pauseNanos = 0;
      while (true) {
        if (lane.offer(event, gate.isClosed())) {
          return HANDED_OVER;
        }
        if (gate.tryEnter(lane.door())) {
          return INSIDE;
        }
        if (!gate.seesWhole() || System.nanoTime() - startNanos >= policy.waitLimitNanos()) {
          return gate.bypass(lane.door()) ? AROUND : INSIDE;
        }
        pauseNanos = Gate.pause(pauseNanos);
      }
    } finally {
      try {
        gate.leave(wait);
      } catch (Throwable shortStack) {
        synchronized (gate.leftShort) {
          gate.leftShort[wait]++;
        }
      }
    }
  }

  private void waitForRoom(Lane<E> lane, E event) {
    long startNanos = System.nanoTime();
    while (!closed.getAsBoolean() && System.nanoTime() - startNanos < policy.waitLimitNanos()) {
      LockSupport.parkNanos(ROOM_POLL_NANOS);
      if (lane.offer(event, gate.isClosed())) {
        return;
      }
    }
    counts.droppedAfterWaiting();
  }
}
