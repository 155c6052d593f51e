package io.hairspring.exposition.health;

import io.hairspring.collector.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The health of a process: named checks, facts on which readiness depends, figures worth a glance,
 * and what was recovered from. Thread-safe; the host's callbacks run on the asking thread.
 *
 * <p>Alive means that the process answers. Ready means that every fact holds at this moment.
 * Healthy is the worst of what the checks find.
 */
public final class Health {
  private static final Logger LOGGER = System.getLogger(Health.class.getName());
  private static final int MOST_RECOVERIES = 32;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final String version;
  private final Clock clock;
  private final Ticker ticker;
  private final long startNanos;
  private final Instant started;
  private final Map<String, HealthCheck> checks;
  private final Map<String, BooleanSupplier> facts;
  private final Map<String, LongSupplier> figures;
  private final Deque<Recovery> recoveries = new ArrayDeque<>(); // under its own monitor

  private Health(Builder builder) {
    version = builder.version;
    clock = builder.clock;
    ticker = builder.ticker;
    startNanos = ticker.nanoTime();
    started = clock.instant();
    checks = new LinkedHashMap<>(builder.checks);
    facts = new LinkedHashMap<>(builder.facts);
    figures = new LinkedHashMap<>(builder.figures);
  }

  /** Returns a builder of a health without checks: alive, ready and healthy. */
  public static Builder builder() {
    return new Builder();
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

  /** Runs all checks, one after the other, and returns what they found. */
  public HealthReport report() {
    Map<String, CheckResult> details = new LinkedHashMap<>();
    HealthStatus status = HealthStatus.HEALTHY;
    for (Map.Entry<String, HealthCheck> check : checks.entrySet()) {
      CheckResult result = run(check.getKey(), check.getValue());
      details.put(check.getKey(), result);
      status = status.worse(result.status());
    }
    Map<String, Long> values = new LinkedHashMap<>();
    figures.forEach((name, figure) -> read(name, figure, values));
    return new HealthReport(
        status, version, uptimeSeconds(), values, details, recoveries(), clock.instant());
  }

  /** Returns the facts that do not hold, by name; empty if the process is ready. Runs no check. */
  public List<String> missingFacts() {
    return facts.entrySet().stream()
        .filter(fact -> !holds(fact.getKey(), fact.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Notes what was done to recover, shown with the time in the health answer. The last {@value
   * #MOST_RECOVERIES} are kept.
   *
   * @param action such as {@code killed_orphaned_process}
   * @param details further members of the entry, such as a process id
   */
  public void recovered(String action, Map<String, String> details) {
    Recovery recovery =
        new Recovery(Objects.requireNonNull(action, "action"), details, clock.instant());
    synchronized (recoveries) {
      if (recoveries.size() == MOST_RECOVERIES) {
        recoveries.removeFirst();
      }
      recoveries.addLast(recovery);
    }
  }

  private List<Recovery> recoveries() {
    synchronized (recoveries) {
      return List.copyOf(recoveries);
    }
  }

  private static CheckResult run(String name, HealthCheck check) {
    try {
      return Objects.requireNonNull(check.check(), "result");
    } catch (Exception failure) {
      LOGGER.log(Level.DEBUG, () -> "health check " + name + " failed", failure);
      // The message may hold what a stranger must not read; the class says enough.
      return CheckResult.unhealthy("check failed: " + failure.getClass().getSimpleName());
    }
  }

  private static boolean holds(String name, BooleanSupplier fact) {
    try {
      return fact.getAsBoolean();
    } catch (RuntimeException failure) {
      LOGGER.log(Level.DEBUG, () -> "readiness fact " + name + " failed", failure);
      return false;
    }
  }

  private static void read(String name, LongSupplier figure, Map<String, Long> values) {
    try {
      values.put(name, figure.getAsLong());
    } catch (RuntimeException failure) {
      LOGGER.log(Level.DEBUG, () -> "health figure " + name + " failed", failure);
    }
  }

  /** Describes a health. Not thread-safe. */
  public static final class Builder {
    private final Map<String, HealthCheck> checks = new LinkedHashMap<>();
    private final Map<String, BooleanSupplier> facts = new LinkedHashMap<>();
    private final Map<String, LongSupplier> figures = new LinkedHashMap<>();
    private String version = "";
    private Clock clock = Clock.systemUTC();
    private Ticker ticker = Ticker.system();

    private Builder() {}

    /** Sets the version of the process. */
    public Builder version(String version) {
      this.version = Objects.requireNonNull(version, "version");
      return this;
    }

    /** Sets the wall time of answers. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Sets the monotonic time of the uptime. */
    public Builder ticker(Ticker ticker) {
      this.ticker = Objects.requireNonNull(ticker, "ticker");
      return this;
    }

    /**
     * Adds a check.
     *
     * @param name its key under {@code health_details}
     * @throws IllegalArgumentException if a check of this name exists
     */
    public Builder check(String name, HealthCheck check) {
      return add(checks, "check", name, check);
    }

    /**
     * Adds a fact that must hold for the process to be ready, such as that it does not drain.
     *
     * @param name shown when the fact does not hold
     * @param fact answers at once, without blocking; one that throws does not hold
     * @throws IllegalArgumentException if a fact of this name exists
     */
    public Builder readyWhen(String name, BooleanSupplier fact) {
      return add(facts, "fact", name, fact);
    }

    /**
     * Adds a figure at the top level of the health answer, such as {@code networks_active}.
     *
     * @param figure answers at once; one that throws is left out of that answer
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder figure(String name, LongSupplier figure) {
      if (HealthReport.MEMBERS.contains(name)) {
        throw new IllegalArgumentException(
            "figure \""
                + name
                + "\" is not allowed; expected a name besides "
                + HealthReport.MEMBERS);
      }
      return add(figures, "figure", name, figure);
    }

    /** Builds the health; its uptime starts now. */
    public Health build() {
      return new Health(this);
    }

    private <T> Builder add(Map<String, T> all, String what, String name, T added) {
      Objects.requireNonNull(name, "name");
      if (all.putIfAbsent(name, Objects.requireNonNull(added, what)) != null) {
        throw new IllegalArgumentException(
            what + " \"" + name + "\" exists already; expected each name once");
      }
      return this;
    }
  }
}
