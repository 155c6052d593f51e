package io.hairspring.collector.internal.source;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One time that a source is asked: somebody answers, others wait. */
final class Asking {
  private final long startNanos;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  Asking(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Returns when it began, by the collector's ticker. */
  long startNanos() {
    return startNanos;
  }

  /** Waits for the end; returns at once where no time is left or the thread is interrupted. */
  boolean await(long nanos) {
    try {
      return answered.await(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the reader is in a hurry: it takes what is there
      return false;
    }
  }

  /** Notes that somebody waits no more; returns whether this is the first time and it goes on. */
  boolean giveUp() {
    return state.compareAndSet(State.OPEN, State.GIVEN_UP);
  }

  /** Ends it, after the answer is published; returns whether somebody had given up waiting. */
  boolean end() {
    boolean late = state.getAndSet(State.ENDED) == State.GIVEN_UP;
    answered.countDown();
    return late;
  }

  private enum State {
    OPEN,
    GIVEN_UP,
    ENDED
  }
}
