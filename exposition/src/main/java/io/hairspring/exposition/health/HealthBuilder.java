package io.hairspring.exposition.health;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Describes a health. Not thread-safe. */
public final class HealthBuilder {
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_NAME_CHARS = 64; // fits a label value, however these are bounded

  final Map<String, BooleanSupplier> liveFacts = new LinkedHashMap<>();
  final Map<String, BooleanSupplier> readyFacts = new LinkedHashMap<>();
  final Map<String, LongSupplier> figures = new LinkedHashMap<>();
  final Map<String, Check> checks = new LinkedHashMap<>();
  String version = "";
  Clock clock = Clock.systemUTC();
  Ticker ticker = Ticker.system();
  Duration every = Duration.ofSeconds(10);
  Duration pause = Duration.ofSeconds(1);
  private MetricsCollector metrics; // null for none
  private double degradedValue = 0.5;

  HealthBuilder() {}

  /** Sets the version of the process. */
  public HealthBuilder version(String version) {
    this.version = Objects.requireNonNull(version, "version");
    return this;
  }

  /** Sets the wall time of answers. */
  public HealthBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /** Sets the monotonic time of the uptime and of the pause between rounds. */
  public HealthBuilder ticker(Ticker ticker) {
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    return this;
  }

  /**
   * Shows the rounds in a collector: {@code health_status} and {@code health_check_status{check}},
   * 1 healthy, 0.5 degraded unless {@link #degradedAs} says otherwise, 0 unhealthy, and {@code
   * health_check_timeouts_total{check}}.
   */
  public HealthBuilder metrics(MetricsCollector metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    return this;
  }

  /**
   * Sets what the gauges of a collector read for what is degraded; 0.5 unless told otherwise. With
   * 1 or 0 they are strictly 1 or 0: up as long as nothing fails, or only while all is well.
   *
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public HealthBuilder degradedAs(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("degradedAs must be 0 to 1, such as 0.5, was " + value);
    }
    degradedValue = value;
    return this;
  }

  /**
   * Sets how often the checks run by themselves; every 10 s unless told otherwise.
   *
   * @throws IllegalArgumentException if it is not above 0 and up to an hour
   */
  public HealthBuilder every(Duration every) {
    this.every = bounded("every", every);
    return this;
  }

  /**
   * Sets how long after the end of one round the next may be asked for, as each answer of the
   * health routes does; 1 s unless told otherwise, and never longer than {@link #every}.
   *
   * @throws IllegalArgumentException if it is not above 0 and up to an hour
   */
  public HealthBuilder pause(Duration pause) {
    this.pause = bounded("pause", pause);
    return this;
  }

  /** Adds a check that answers within 2 s, as {@link #check(String, Duration, HealthCheck)}. */
  public HealthBuilder check(String name, HealthCheck check) {
    return check(name, DEFAULT_LIMIT, check);
  }

  /**
   * Adds a check.
   *
   * @param name its key under {@code health_details}; 1 to 64 characters, as all names here
   * @param limit how long it may take before it counts as unhealthy, above 0 and up to an hour
   * @throws IllegalArgumentException if a check of this name exists or the limit is out of range
   */
  public HealthBuilder check(String name, Duration limit, HealthCheck check) {
    named("check", name);
    Objects.requireNonNull(check, "check");
    bounded("limit of check \"" + name + "\"", limit);
    return add(checks, "check", name, new Check(name, limit, check));
  }

  /**
   * Adds a fact without which the process is neither alive nor ready. For what only a restart
   * mends, since that is what follows.
   *
   * @param name shown when the fact does not hold
   * @param fact answers at once, without blocking; one that throws does not hold
   * @throws IllegalArgumentException if a fact of this name exists
   */
  public HealthBuilder liveWhen(String name, BooleanSupplier fact) {
    return add(liveFacts, "fact", name, fact);
  }

  /**
   * Adds a fact that must hold for the process to be ready, such as that it has started.
   *
   * @param name shown when the fact does not hold
   * @param fact answers at once, without blocking; one that throws does not hold
   * @throws IllegalArgumentException if a fact of this name exists
   */
  public HealthBuilder readyWhen(String name, BooleanSupplier fact) {
    return add(readyFacts, "fact", name, fact);
  }

  /**
   * Adds a figure at the top level of the health answer, such as {@code networks_active}.
   *
   * @param figure answers at once; one that throws is left out of that answer
   * @throws IllegalArgumentException if the name is taken
   */
  public HealthBuilder figure(String name, LongSupplier figure) {
    if (HealthReport.MEMBERS.contains(named("figure", name))) {
      throw new IllegalArgumentException(
          "figure \""
              + name
              + "\" is not allowed; expected a name besides "
              + HealthReport.MEMBERS);
    }
    return add(figures, "figure", name, figure);
  }

  /**
   * Builds the health; its uptime starts now, and its first round with it. A collector shows one
   * health at a time: the next may be built when that is closed.
   *
   * @throws IllegalArgumentException if the collector has metrics of the same names
   */
  public Health build() {
    return new Health(this);
  }

  /** Returns who shows the rounds in a collector; null for nobody. */
  HealthGauges gauges() {
    if (metrics == null) {
      return null;
    }
    HealthGauges gauges = new HealthGauges(metrics, degradedValue);
    checks.values().forEach(gauges::watch);
    return gauges;
  }

  /** Starts the rounds; {@code gauges} may be null. */
  Rounds rounds(HealthGauges gauges) {
    return new Rounds(
        List.copyOf(checks.values()),
        every,
        pause.compareTo(every) < 0 ? pause : every,
        clock,
        ticker,
        gauges == null ? round -> {} : gauges::show);
  }

  private static String named(String what, String name) {
    Objects.requireNonNull(name, "name");
    if (name.isBlank() || name.length() > MOST_NAME_CHARS) {
      throw new IllegalArgumentException(
          "name of a "
              + what
              + " must have 1 to "
              + MOST_NAME_CHARS
              + " characters and not be blank, had "
              + name.length());
    }
    return name;
  }

  private static Duration bounded(String name, Duration time) {
    Objects.requireNonNull(time, name);
    if (time.isZero() || time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be above 0 and up to 1 h, was " + time);
    }
    return time;
  }

  private <T> HealthBuilder add(Map<String, T> all, String what, String name, T added) {
    if (all.putIfAbsent(named(what, name), Objects.requireNonNull(added, what)) != null) {
      throw new IllegalArgumentException(
          what + " \"" + name + "\" exists already; expected each name once");
    }
    return this;
  }
}
