package io.hairspring.collector.internal.ring;

import io.hairspring.collector.WaitMode;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How the consumer waits for events, and how a producer wakes it where that is needed. */
final class ConsumerWait {
  private static final int LOOKS_BEFORE_PARKING = 10;
  private static final int LOOKS_BEFORE_YIELDING = 100;
  private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final WaitMode mode;

  // The consumer while it sleeps until woken, else null. Volatile: it stores this before it looks
  // for events a last time, a producer publishes before it loads this, and one of them sees the
  // other.
  private volatile Thread sleeper;

  ConsumerWait(WaitMode mode) {
    this.mode = mode;
  }

  /**
   * Lets time pass after {@code looks} looks found nothing. The consumer's alone.
   *
   * @param hasToWork whether there is a reason not to sleep
   */
  @SuppressWarnings("ThreadPriorityCheck") // to yield is what the mode promises
  void pause(int looks, BooleanSupplier hasToWork) {
    switch (mode) {
      case BUSY_SPIN -> Thread.onSpinWait();
      case YIELD -> {
        if (looks < LOOKS_BEFORE_YIELDING) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      case PARK -> {
        if (looks < LOOKS_BEFORE_PARKING) {
          Thread.yield();
        } else {
          LockSupport.parkNanos(PARK_NANOS);
        }
      }
      case BLOCK -> {
        sleeper = Thread.currentThread();
        if (!hasToWork.getAsBoolean()) {
          LockSupport.park(this);
        }
        sleeper = null;
      }
    }
    Thread.interrupted(); // only a handler can have asked for it; it would keep parks from parking
  }

  /** Wakes the consumer if it sleeps until woken. After an event was published. */
  void signal() {
    if (mode == WaitMode.BLOCK) {
      VarHandle.fullFence(); // the publication before the look at sleeper
      Thread asleep = sleeper;
      if (asleep != null) {
        sleeper = null; // the next producers need not wake it again
        LockSupport.unpark(asleep);
      }
    }
  }
}
