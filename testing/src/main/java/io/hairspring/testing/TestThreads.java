package io.hairspring.testing;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Threads for tests. */
public final class TestThreads {
  private TestThreads() {}

  public static List<Thread> start(int count, Runnable work) {
    List<Thread> threads = IntStream.range(0, count).mapToObj(i -> new Thread(work)).toList();
    threads.forEach(Thread::start);
    return threads;
  }

  public static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  public static void times(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  /** Waits for a latch where nothing may be thrown. */
  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
