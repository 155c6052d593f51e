package io.hairspring.collector.internal;

import io.hairspring.collector.internal.instrument.InstrumentContext;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.self.SourceMetrics;
import io.hairspring.collector.internal.source.SourceSettings;
import io.hairspring.collector.internal.source.Sources;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceBuilder;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Gathers how a source is asked, and registers it. */
final class RegisteredSourceBuilder implements SourceBuilder {
  private static final Duration SHORTEST = Duration.ofNanos(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long DEFAULT_LIMIT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DEFAULT_MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int INTERVALS_OF_MAX_AGE = 3;

  private final InstrumentContext context;
  private final Sources sources;
  private final Supplier<SourceMetrics> metrics;
  private final String name;
  private final MetricsSource source;
  private final List<SourceFamily> families = new ArrayList<>();
  private boolean prefixed = true;
  private long limitNanos = DEFAULT_LIMIT_NANOS;
  private long everyNanos;
  private long maxAgeNanos;
  private int maxSeries;

  RegisteredSourceBuilder(
      InstrumentContext context,
      Sources sources,
      Supplier<SourceMetrics> metrics,
      String name,
      MetricsSource source) {
    this.context = context;
    this.sources = sources;
    this.metrics = metrics;
    this.name = Limits.name("name of a source", name, context.config().maxLabelChars());
    this.source = Objects.requireNonNull(source, "source");
    maxSeries = context.config().maxSeries();
  }

  @Override
  public SourceBuilder families(SourceFamily... families) {
    this.families.addAll(Limits.all("families of source \"" + name + "\"", families));
    return this;
  }

  @Override
  public SourceBuilder withoutPrefix() {
    prefixed = false;
    return this;
  }

  @Override
  public SourceBuilder timeLimit(Duration limit) {
    limitNanos = within("timeLimit", limit, SHORTEST);
    return this;
  }

  @Override
  public SourceBuilder every(Duration interval) {
    everyNanos = within("interval", interval, Duration.ofMillis(1));
    return this;
  }

  @Override
  public SourceBuilder maxAge(Duration maxAge) {
    maxAgeNanos = within("maxAge", maxAge, SHORTEST);
    return this;
  }

  @Override
  public SourceBuilder maxSeries(int maxSeries) {
    Limits.number("maxSeries of " + name, maxSeries, 1, Long.MAX_VALUE);
    this.maxSeries = maxSeries;
    return this;
  }

  @Override
  public SourceRegistration register() {
    return RegisteredSource.of(
        context, sources, metrics.get(), settings(), source, prefixed, families);
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
        context.config().maxLabelChars());
  }

  private long within(String what, Duration duration, Duration least) {
    return Limits.nanos(what + " of source \"" + name + "\"", duration, least, LONGEST);
  }
}
