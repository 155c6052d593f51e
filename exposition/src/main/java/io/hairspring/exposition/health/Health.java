package io.hairspring.exposition.health;

import io.hairspring.collector.Ticker;
import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The health of a process: named checks, facts on which liveness and readiness depend, figures
 * worth a glance, and what was recovered from. Thread-safe.
 *
 * <p>Alive means that every live fact holds at this moment, and that rounds of checks do not stand
 * still; what only a restart mends belongs there. Ready means that every fact of both kinds holds
 * and that the process does not drain. Healthy is the worst of what the checks found.
 *
 * <p>Checks run together in rounds, on daemon threads of the health's own, so no answer waits for
 * one: answers show the last round. A check that does not answer within its limit is unhealthy, and
 * is not called again before it returns. Facts and figures are asked by the answering thread.
 */
public final class Health implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Health.class.getName());
  private static final int MOST_RECOVERIES = 32;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final String ACCEPTING = "accepting"; // a fact of our own, as the next
  private static final String CHECKING = "checking";

  private final String version;
  private final Clock clock;
  private final Ticker ticker;
  private final long startNanos;
  private final Instant started;
  private final Map<String, BooleanSupplier> liveFacts;
  private final Map<String, BooleanSupplier> readyFacts;
  private final Map<String, LongSupplier> figures;
  private final HealthGauges gauges; // null where no collector shows it
  private final Rounds rounds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Recovery> recoveries = new ArrayDeque<>(); // under the lock
  private volatile boolean draining; // only ever to true, by any thread; stands for itself

  Health(HealthBuilder builder) {
    version = builder.version;
    clock = builder.clock;
    ticker = builder.ticker;
    startNanos = ticker.nanoTime();
    started = clock.instant();
    liveFacts = new LinkedHashMap<>(builder.liveFacts);
    readyFacts = new LinkedHashMap<>(builder.readyFacts);
    figures = new LinkedHashMap<>(builder.figures);
    gauges = builder.gauges();
    rounds = builder.rounds(gauges);
  }

  /** Returns a builder of a health without checks: alive, ready and healthy. */
  public static HealthBuilder builder() {
    return new HealthBuilder();
  }

  /** Returns the version of the process; empty if it was not told. */
  public String version() {
    return version;
  }

  /** Returns when this health was built, which is taken as the start of the process. */
  public Instant started() {
    return started;
  }

  /** Returns whole seconds since {@link #started()}, by a clock that never goes backwards. */
  public long uptimeSeconds() {
    return (ticker.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  /**
   * Returns what the checks found last. Waits only until the first round has ended, which is within
   * the longest limit of the checks.
   */
  public HealthReport report() {
    return compose(rounds.latest().join());
  }

  /** Returns what {@link #report()} would, without waiting. */
  public CompletionStage<HealthReport> latest() {
    CompletableFuture<Round> round = rounds.latest();
    return round.thenApply(this::compose);
  }

  /**
   * Runs the checks now and returns what they find, within the longest of their limits. Whoever
   * asks while a round is under way gets that one, and whoever asks too soon after one gets what it
   * found. Completed by a thread that should not be held up.
   */
  public CompletionStage<HealthReport> fresh() {
    return rounds.fresh().thenApply(this::compose);
  }

  private HealthReport compose(Round round) {
    Map<String, Long> values = new LinkedHashMap<>();
    figures.forEach((name, figure) -> read(name, figure, values));
    return new HealthReport(
        round.status(),
        version,
        uptimeSeconds(),
        values,
        round.outcomes(),
        recoveries(),
        round.end());
  }

  /** Returns the live facts that do not hold, by name; empty if the process is alive. */
  public List<String> missingLiveFacts() {
    List<String> missing = new ArrayList<>(Facts.missing(liveFacts));
    if (!rounds.areMoving()) {
      missing.add(CHECKING);
    }
    return missing;
  }

  /** Returns the facts that do not hold, by name; empty if the process is ready. Runs no check. */
  public List<String> missingFacts() {
    List<String> missing = missingLiveFacts();
    missing.addAll(Facts.missing(readyFacts));
    if (draining && !missing.contains(ACCEPTING)) {
      missing.add(ACCEPTING);
    }
    return missing;
  }

  /** Says that the process is about to stop: it is not ready any more, and stays alive. */
  public void drain() {
    draining = true;
  }

  /**
   * Notes what was done to recover, shown with the time in the health answer. The last {@value
   * #MOST_RECOVERIES} are kept.
   *
   * @param action such as {@code killed_orphaned_process}
   * @param details further members of the entry, such as a process id: numbers and truth values are
   *     shown as such, everything else as text
   */
  public void recovered(String action, Map<String, ?> details) {
    Recovery recovery = new Recovery(action, details, clock.instant());
    StackRoom.lock(lock);
    try {
      if (recoveries.size() == MOST_RECOVERIES) {
        recoveries.removeFirst();
      }
      recoveries.addLast(recovery);
    } finally {
      lock.unlock();
    }
  }

  private List<Recovery> recoveries() {
    StackRoom.lock(lock);
    try {
      return List.copyOf(recoveries);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs no more checks, ends their threads and gives the names of its metrics back. Answers show
   * the last round from now on. May be called again.
   */
  @Override
  public void close() {
    rounds.close();
    if (gauges != null) {
      gauges.close();
    }
  }

  private static void read(String name, LongSupplier figure, Map<String, Long> values) {
    try {
      values.put(name, figure.getAsLong());
    } catch (RuntimeException failure) {
      LOGGER.log(Level.DEBUG, () -> "health figure " + name + " failed", failure);
    }
  }
}
