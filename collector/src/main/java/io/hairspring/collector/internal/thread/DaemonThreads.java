package io.hairspring.collector.internal.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the daemon threads that this library starts. They keep nothing of whoever causes them to be
 * started: no context class loader, no inheritable thread locals, no access control context. So an
 * application that is undeployed can be collected while they go on.
 */
public final class DaemonThreads {
  private static final long IDLE_SECONDS = 30;

  private DaemonThreads() {}

  /** Returns a thread, not started, whose context class loader is that of this library. */
  @SuppressWarnings("removal") // as long as a JDK keeps the contexts of callers with a thread
  public static Thread make(String name, Runnable work) {
    Thread thread =
        AccessController.doPrivileged(
            (PrivilegedAction<Thread>) () -> new Thread(null, work, name, 0, false));
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }

  /**
   * Returns what {@code making} makes, on a thread made here: for threads of others, which take
   * after the one that makes them.
   *
   * @throws IllegalStateException if {@code making} throws a checked exception, which is its cause
   */
  public static <T> T from(String name, Callable<T> making) {
    FutureTask<T> task = new FutureTask<>(making);
    make(name, task).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true; // it takes milliseconds, and half of it would be nobody's
        } catch (ExecutionException failed) {
          throw unchecked(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Has the JDK start its thread for the timeouts of futures, which takes after whoever needs it
   * first and lives as long as the process.
   */
  public static void startTimeouts() {
    from(
        "hairspring-timeouts-start",
        () -> {
          CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS, Runnable::run)
              .execute(() -> {});
          return null;
        });
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }

  /** Returns a factory whose threads are called {@code prefix} and a number, from 1. */
  public static ThreadFactory numbered(String prefix) {
    AtomicInteger made = new AtomicInteger();
    return work -> make(prefix + made.incrementAndGet(), work);
  }

  /**
   * Returns a pool of so many threads, called {@code prefix} and a number, which end when they are
   * idle: so it need not be closed. Its queue is unbounded, for callers that bound what they ask.
   */
  public static ExecutorService pool(String prefix, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            numbered(prefix));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
