package io.hairspring.collector;

import java.util.List;
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
}
