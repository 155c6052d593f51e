package io.hairspring.examples;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Virtual threads, Java 21 and later: nothing is to be done. A recording claims one of few shared
 * stripes for its few nanoseconds, and a thread leaves nothing behind.
 */
final class VirtualThreadsExample {
  private VirtualThreadsExample() {}

  /** Runs a task in each of so many threads, and measures them all. */
  static void run(MetricsCollector metrics, int threads, Duration each) throws Exception {
    LatencyRecorder tasks =
        metrics.latency("task_duration_seconds", "Time that tasks took.").register();
    ExecutorService executor = virtualThreads();
    List<Future<Void>> running = new ArrayList<>();
    Callable<Void> task =
        () -> {
          long start = tasks.start();
          Thread.sleep(each.toMillis()); // the work
          tasks.stop(start);
          return null;
        };
    for (int i = 0; i < threads; i++) {
      running.add(executor.submit(task));
    }
    for (Future<Void> one : running) {
      one.get();
    }
    executor.shutdown();
  }

  /** Stands for {@code Executors.newVirtualThreadPerTaskExecutor()}, as this compiles on 17 too. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /** Runs ten thousand tasks, and prints how long they took. */
  public static void main(String[] args) throws Exception {
    try (MetricsCollector metrics = MetricsCollector.create()) {
      run(metrics, 10_000, Duration.ofMillis(10));
      System.out.println(metrics.find("task_duration_seconds").orElseThrow());
    }
  }
}
