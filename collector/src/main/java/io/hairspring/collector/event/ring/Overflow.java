package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.OverflowPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Does with an event that finds no room what the policy says. On its caller's thread.
 *
 * @param <E> the events
 */
final class Overflow<E> {
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
    switch (policy.kind()) {
      case RECORD_INLINE -> recordInline(lane, event);
      case DROP -> counts.droppedFull();
      case WAIT -> waitForRoom(lane, event);
    }
  }

  private void recordInline(Lane<E> lane, E event) {
    if (gate.tryEnter(lane.door()) || !handOverDuringWalk(lane, event)) {
      applyInside(event);
      gate.leave(lane.door());
    }
  }

  /*
   * Walks close the gate of an open ring only. Who closes it sets closed and then waits until
   * nobody is inside; whoever comes here is inside and then looks at closed. So of two that meet,
   * one sees the other.
   */
  private void applyInside(E event) {
    if (closed.getAsBoolean()) {
      counts.droppedClosed();
    } else {
      counts.inlined();
      applier.apply(event);
    }
  }

  /**
   * Waits until there is room, until the reader has ended, or for as long as the policy says.
   *
   * @return true if the lane has the event; false if this thread is inside the gate, to apply it
   */
  private boolean handOverDuringWalk(Lane<E> lane, E event) {
    gate.beginWait();
    try {
      long startNanos = System.nanoTime();
      long pauseNanos = 0;
      while (true) {
        if (lane.offer(event, gate.isClosed())) {
          return true;
        }
        if (gate.tryEnter(lane.door())) {
          return false;
        }
        if (!gate.seesWhole() || System.nanoTime() - startNanos >= policy.waitLimitNanos()) {
          if (gate.goAround(lane.door())) {
            counts.torn();
          }
          return false;
        }
        pauseNanos = Gate.pause(pauseNanos);
      }
    } finally {
      gate.endWait();
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
