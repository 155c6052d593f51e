package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.thread.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * All sources of a collector, and the threads that ask them: at most one a source, so that one that
 * hangs keeps no other waiting, and one for those that are asked at intervals. Threads are daemons,
 * made when needed and ended when idle.
 */
public final class Sources implements AutoCloseable {
  private static final int MOST = 64;
  private static final long IDLE_SECONDS = 60;

  private final LongSupplier nanoTime; // the collector's ticker
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThreads.numbered("hairspring-source-"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.numbered("hairspring-source-timer-"));

  /** Creates an empty set; without sources it has no threads. */
  public Sources(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /**
   * Adds a source; one that is asked at intervals is asked for the first time now.
   *
   * @throws IllegalArgumentException if there are too many, or one of this name
   */
  public synchronized void add(Source source) {
    String name = source.settings().name();
    if (sources.stream().anyMatch(other -> other.settings().name().equals(name))) {
      throw new IllegalArgumentException(
          "source \"" + name + "\" exists already; expected each name once");
    }
    if (sources.size() >= MOST) {
      throw new IllegalArgumentException(
          "source \"" + name + "\" is one too many; expected at most " + MOST);
    }
    sources.add(source);
    if (source.settings().everyNanos() > 0) {
      refresh(source);
    }
  }

  /** Takes a source out; if it is being asked, what it tells is not shown. */
  public synchronized void remove(Source source) {
    sources.remove(source);
  }

  /** Asks a source now, looks at its limit, and asks again after its interval. */
  @SuppressWarnings("FutureReturnValueIgnored") // neither task throws
  private void refresh(Source source) {
    if (!sources.contains(source) || threads.isShutdown()) {
      return;
    }
    SourceSettings settings = source.settings();
    Asking asking = source.ask(threads);
    try {
      if (asking != null) {
        timer.schedule(() -> source.giveUp(asking), settings.limitNanos(), TimeUnit.NANOSECONDS);
      }
      timer.schedule(() -> refresh(source), settings.everyNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return; // nobody is asked any more
    }
  }

  /**
   * Asks every source that is asked with each collection, all at the same time, and waits for them:
   * for each no longer than its own limit, for all together no longer than {@code budgetNanos}.
   * With nothing to spend, nobody is asked.
   */
  public void gather(long budgetNanos) {
    if (budgetNanos <= 0 || sources.isEmpty() || threads.isShutdown()) {
      return;
    }
    long startNanos = nanoTime.getAsLong();
    List<Runnable> waits = new ArrayList<>();
    for (Source source : sources) {
      Asking asking = source.isAwaited() ? source.ask(threads) : null;
      if (asking != null) {
        waits.add(() -> source.await(asking, budgetNanos - (nanoTime.getAsLong() - startNanos)));
      }
    }
    waits.forEach(Runnable::run);
  }

  /**
   * Fixes what the collection that begins shows of each source. Under the registry's reading lock.
   */
  public void beginCollection() {
    sources.forEach(Source::beginCollection);
  }

  /** Asks nobody any more; whoever is being asked is interrupted. */
  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
  }
}
