package io.hairspring.exposition.health;

import io.hairspring.collector.Ticker;
import io.hairspring.collector.internal.thread.DaemonThreads;
import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Runs the checks in rounds: all at once, every so often, and when somebody asks, but not more
 * often than allowed. Has one thread for each check at most and one that keeps time, all daemons;
 * none if there are no checks.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Health.class.getName());
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int MISSED_ROUNDS = 3;

  private final List<Check> checks;
  private final Duration every;
  private final Duration pause;
  private final Clock clock;
  private final Ticker ticker;
  private final Consumer<Round> listener;
  private final ExecutorService threads;
  private final ScheduledThreadPoolExecutor timer;
  private final ReentrantLock lock = new ReentrantLock();
  private CompletableFuture<Round> running; // under the lock; null while no round is under way
  private Round last; // under the lock; null until the first round has ended

  /**
   * Creates rounds and starts the first.
   *
   * @param every how often they begin by themselves
   * @param pause how long after the end of one the next may be asked for
   * @param listener hears of each round before anybody else does; does not throw
   */
  Rounds(
      List<Check> checks,
      Duration every,
      Duration pause,
      Clock clock,
      Ticker ticker,
      Consumer<Round> listener) {
    this.checks = List.copyOf(checks);
    this.every = every;
    this.pause = pause;
    this.clock = clock;
    this.ticker = ticker;
    this.listener = listener;
    threads = threads(Math.max(1, checks.size()));
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.numbered("hairspring-health-timer-"));
    if (checks.isEmpty()) {
      timer.shutdown();
    } else {
      DaemonThreads.startTimeouts();
      tick();
      Future<?> unused =
          timer.scheduleAtFixedRate(
              this::tick, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void tick() {
    CompletableFuture<Round> unused = fresh(); // whoever wants its outcome asks for it
  }

  /** Returns the last round; the first one, when it has ended, if there was none yet. */
  CompletableFuture<Round> latest() {
    if (checks.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Round(Map.of(), clock.instant(), ticker.nanoTime()));
    }
    StackRoom.lock(lock);
    try {
      return last != null ? CompletableFuture.completedFuture(last) : running;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a round that begins now; the one under way, if there is one, or the last, if it ended
   * only just. Complete within the longest limit of the checks.
   */
  CompletableFuture<Round> fresh() {
    if (checks.isEmpty()) {
      return latest();
    }
    CompletableFuture<Round> round = new CompletableFuture<>();
    StackRoom.lock(lock);
    try {
      if (running != null) {
        return running;
      }
      if (last != null && (timer.isShutdown() || isTooSoon())) {
        return CompletableFuture.completedFuture(last);
      }
      running = round;
    } finally {
      lock.unlock();
    }
    try {
      begin(round);
    } catch (Throwable failure) { // also if there is no memory for a thread
      end(round, failure);
    }
    return round;
  }

  private boolean isTooSoon() {
    return ticker.nanoTime() - last.endNanos() < pause.toNanos();
  }

  private void begin(CompletableFuture<Round> round) {
    Map<String, CompletableFuture<CheckOutcome>> outcomes = new LinkedHashMap<>();
    checks.forEach(check -> outcomes.put(check.name(), check.start(threads)));
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new))
            .whenComplete((all, never) -> end(round, outcomes));
  }

  private void end(
      CompletableFuture<Round> round, Map<String, CompletableFuture<CheckOutcome>> outcomes) {
    Map<String, CheckOutcome> found = new LinkedHashMap<>();
    try {
      outcomes.forEach((name, outcome) -> found.put(name, outcome.join()));
      Round ended = new Round(found, clock.instant(), ticker.nanoTime());
      listener.accept(ended);
      end(ended);
      round.complete(ended);
    } catch (Throwable failure) {
      end(round, failure);
    }
  }

  /** Ends a round that found nothing, so that the next can begin. */
  private void end(CompletableFuture<Round> round, Throwable failure) {
    LOGGER.log(Level.WARNING, "health checks could not run", failure);
    end(null);
    round.completeExceptionally(failure);
  }

  /** Ends the round under way; {@code ended} is null if it found nothing. */
  private void end(Round ended) {
    StackRoom.lock(lock);
    try {
      last = ended != null ? ended : last;
      running = null;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether rounds come to an end as they should; true if there are to be none. */
  boolean areMoving() {
    if (timer.isShutdown()) {
      return true;
    }
    long longestNanos = checks.stream().mapToLong(Check::limitNanos).max().getAsLong();
    StackRoom.lock(lock);
    try {
      return last == null
          || ticker.nanoTime() - last.endNanos() < MISSED_ROUNDS * every.toNanos() + longestNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Begins no more rounds and interrupts checks at work. The last round stays. */
  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
  }

  private static ExecutorService threads(int most) {
    // A check never waits for the thread of another: there are as many threads as checks.
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.numbered("hairspring-health-"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
