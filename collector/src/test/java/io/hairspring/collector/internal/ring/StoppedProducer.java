package io.hairspring.collector.internal.ring;

import java.util.concurrent.CountDownLatch;

/** Stops where a producer looks which lane is its own: after it found the ring open. */
final class StoppedProducer extends Thread {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  StoppedProducer(Runnable publishing) {
    super(publishing);
  }

  /** Starts, and returns once it has stopped. */
  void startAndStop() throws InterruptedException {
    start();
    stopped.await();
  }

  /** Goes on, and returns once it has published. */
  void goOn() throws InterruptedException {
    goOn.countDown();
    join();
  }

  @Override
  @SuppressWarnings("deprecation") // threadId() cannot be overridden
  public long getId() {
    if (Thread.currentThread() == this) {
      stopped.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return super.getId();
  }
}
