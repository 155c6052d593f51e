package io.hairspring.collector;

import io.hairspring.collector.pull.MetricsSource;
import io.hairspring.collector.pull.SourceFamily;
import io.hairspring.collector.pull.gather.SourceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Describes when a source is asked and what it may tell. Not thread-safe. */
public final class SourceBuilder {
  private static final Duration SHORTEST = Duration.ofNanos(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long DEFAULT_LIMIT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DEFAULT_MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int INTERVALS_OF_MAX_AGE = 3;

  private final CollectorCore core;
  private final String name;
  private final MetricsSource source;
  private final List<SourceFamily> families = new ArrayList<>();
  private boolean prefixed = true;
  private long limitNanos = DEFAULT_LIMIT_NANOS;
  private long everyNanos;
  private long maxAgeNanos;
  private int maxSeries;

  SourceBuilder(CollectorCore core, String name, MetricsSource source) {
    this.core = core;
    this.name = Limits.name("name of a source", name, core.config().maxLabelChars());
    this.source = Objects.requireNonNull(source, "source");
    maxSeries = core.config().maxSeries();
  }

  /** Lets the source tell these families. */
  public SourceBuilder families(SourceFamily... families) {
    this.families.addAll(Limits.all("families of source \"" + name + "\"", families));
    return this;
  }

  /** Leaves names as they are declared: those that dashboards know already. */
  public SourceBuilder withoutPrefix() {
    prefixed = false;
    return this;
  }

  /**
   * Sets how long a walk waits for the source; 1 s unless told otherwise. A source that is asked at
   * intervals is not waited for, but counted if it takes longer.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 365 days
   */
  public SourceBuilder timeLimit(Duration limit) {
    limitNanos = within("timeLimit", limit, SHORTEST);
    return this;
  }

  /**
   * Has the source asked at intervals, beside the walks, which then show what it told last; for
   * figures that take long or cost much. Only until its first answer is there do walks wait for it.
   *
   * @param interval 1 ms to 365 days
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public SourceBuilder every(Duration interval) {
    everyNanos = within("interval", interval, Duration.ofMillis(1));
    return this;
  }

  /**
   * Sets how old an answer may be and still be shown, where no newer one came; 5 min unless told
   * otherwise, or three intervals if they are longer.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 365 days
   */
  public SourceBuilder maxAge(Duration maxAge) {
    maxAgeNanos = within("maxAge", maxAge, SHORTEST);
    return this;
  }

  /**
   * Sets how many series each family may have; further ones are refused and counted. As the
   * collector's configuration says unless told otherwise.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public SourceBuilder maxSeries(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException(
          "maxSeries of " + name + " must be at least 1, was " + maxSeries);
    }
    this.maxSeries = maxSeries;
    return this;
  }

  /**
   * Registers the source; it is asked from now on.
   *
   * @throws IllegalArgumentException if a source of this name exists, if there are 64 already, if a
   *     name is not allowed, or if another metric emits a line of the same name; nothing is
   *     registered then
   */
  public SourceRegistration register() {
    return SourceRegistration.of(core, settings(), source, prefixed, families);
  }

  /** Returns what the source is asked with. */
  SourceSettings settings() {
    long defaultAge = Math.max(DEFAULT_MAX_AGE_NANOS, INTERVALS_OF_MAX_AGE * everyNanos);
    return new SourceSettings(
        name,
        limitNanos,
        everyNanos,
        maxAgeNanos > 0 ? maxAgeNanos : defaultAge,
        maxSeries,
        core.config().maxLabelChars());
  }

  private long within(String what, Duration duration, Duration least) {
    return Limits.nanos(what + " of source \"" + name + "\"", duration, least, LONGEST);
  }
}
