package io.hairspring.stress;

/** Threads that a race makes itself. */
final class Threads {
  private Threads() {}

  /** Runs two threads one after the other; the stripe of the first may go to any other thread. */
  static void inTurn(Thread one, Thread next) {
    run(one);
    run(next);
  }

  private static void run(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
