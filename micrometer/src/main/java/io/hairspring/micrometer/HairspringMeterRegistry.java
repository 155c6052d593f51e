package io.hairspring.micrometer;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.FamilyKind;
import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Micrometer registry whose meters a {@link MetricsCollector} records and shows: names, types,
 * labels, maxima, quantiles and buckets as Micrometer's Prometheus registry shows them.
 *
 * <pre>{@code
 * MeterRegistry registry = new HairspringMeterRegistry(MetricsCollector.create());
 * }</pre>
 *
 * <p>A timer is a latency recorder, so to record takes no lock and meets no reader. Whatever shows
 * the collector shows the meters, beside the collector's own instruments: a server, a bridge, or
 * {@link #scrape}. A meter that cannot be shown, because its name or a label is another's or is not
 * allowed, works all the same and is told to {@code onMeterRegistrationFailed}. Meters of one name
 * beyond the collector's {@link CollectorConfig#maxSeries} share a series whose labels read {@code
 * overflow}, and are counted in {@code hairspring_series_overflowed_total}; gauges and other meters
 * that are functions cannot share one and are not shown.
 *
 * <p>Functions of gauges and other meters are asked before each collection, under no lock of the
 * collector. Timers keep at most a year. Any thread.
 */
public final class HairspringMeterRegistry extends MeterRegistry {
  private static final Duration TURN = Duration.ofSeconds(1); // of maxima
  private static final String TOTAL = "_total";

  // Micrometer's own is had in one way before 1.16 and in another from then on.
  private static final PauseDetector NO_PAUSES = new PauseDetector() {};

  private final HairspringMeterConfig config;
  private final MetricsCollector metrics;
  private final MeterFamilies families;
  private final Timers timers;
  private final Runnable endTurning;
  private MeterLimit limit; // null for none; set-up
  private final MeterTime time;
  private final TextPages pages;

  private final WarnThenDebugLogger unshown =
      new WarnThenDebugLogger(HairspringMeterRegistry.class);

  /** Creates a registry with the defaults, on the system's clock. */
  public HairspringMeterRegistry(MetricsCollector metrics) {
    this(HairspringMeterConfig.defaults(), metrics, Clock.SYSTEM, null);
  }

  /**
   * Creates a registry. It does not close the collector.
   *
   * @param metrics records and shows the meters. Where it has no clock thread, the registry ticks
   *     it before it reads, and, on another clock than the system's, before each recording.
   * @param clock times, and moves the windows of {@code max}; that of the collector moves those of
   *     percentiles. See {@link #configOn} for a collector on the same clock.
   * @param exemplars of timers; null for none
   */
  public HairspringMeterRegistry(
      HairspringMeterConfig config,
      MetricsCollector metrics,
      Clock clock,
      @Nullable ExemplarSource exemplars) {
    super(Objects.requireNonNull(clock, "clock"));
    this.config = Objects.requireNonNull(config, "config");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    families = new MeterFamilies(metrics, config.descriptions());
    time = MeterTime.of(metrics, clock);
    pages = new TextPages(metrics, time);
    timers = new Timers(config, time, exemplars);
    endTurning = metrics.every(TURN, () -> families.turn(clock.monotonicTime()));
    config().namingConvention(new PrometheusNames());
    config().onMeterRemoved(meter -> families.remove(meter.getId()));
  }

  /**
   * Returns the configuration of a collector whose time is Micrometer's, and which moves when a
   * registry reads it: for tests that move a {@code MockClock}.
   */
  public static CollectorConfig configOn(Clock clock) {
    return CollectorConfig.defaults()
        .withTicker(clock::monotonicTime)
        .withClock(new WallClock(clock))
        .withClockThread(false);
  }

  /**
   * Bounds how many meters of a name there are with tags. Further ones share one whose tags read
   * {@code overflow}; how often that came is counted in {@code micrometer_meters_overflowed_total},
   * once for each that Micrometer does not remember. Call it once, after filters that change tags
   * are added.
   *
   * @throws IllegalArgumentException if it is below 1, or there is a bound already
   */
  public HairspringMeterRegistry limitMetersPerName(int most) {
    if (limit != null) {
      throw new IllegalArgumentException("meters of a name are bounded already; expected one call");
    }
    limit = new MeterLimit(metrics, most);
    config().meterFilter(limit).onMeterRemoved(limit::removed);
    return this;
  }

  /** Returns the collector that records and shows the meters. */
  public MetricsCollector metrics() {
    return metrics;
  }

  /** Returns all that the collector shows, in the Prometheus text format 0.0.4. */
  public String scrape() {
    return pages.text();
  }

  /** Writes the page that {@link #scrape()} returns, in UTF-8, which takes no memory for it. */
  public void scrape(OutputStream out) throws IOException {
    pages.writeTo(out);
  }

  @Override
  protected Counter newCounter(Meter.Id id) {
    return shown(
        id,
        "a counter",
        null,
        meter ->
            new HairspringCounter(
                id,
                meter.figure(meter.name() + TOTAL, FamilyKind.COUNTER, Total.class, Total::new)),
        () -> new HairspringCounter(id, new Total()));
  }

  @Override
  protected Timer newTimer(
      Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
    return shown(
        id,
        "a timer",
        config,
        meter -> timers.show(id, meter, config, pauseDetector),
        () -> new CumulativeTimer(id, clock, config, NO_PAUSES, getBaseTimeUnit(), true));
  }

  @Override
  protected DistributionSummary newDistributionSummary(
      Meter.Id id, DistributionStatisticConfig config, double scale) {
    return shown(
        id,
        "a distribution summary",
        config,
        meter -> {
          boolean buckets = Bounds.of(meter.config()).length > 0;
          Distribution values =
              meter.figure(
                  meter.name(),
                  buckets ? FamilyKind.HISTOGRAM : FamilyKind.SUMMARY,
                  Distribution.class,
                  () -> new Distribution(clock, meter.config()));
          Maximum max =
              meter.maximum(
                  meter.name(), () -> Maximum.of(meter.config(), clock, Double::longBitsToDouble));
          return new HairspringDistributionSummary(id, values, max, time, scale);
        },
        () ->
            new HairspringDistributionSummary(
                id,
                new Distribution(clock, config),
                Maximum.of(config, clock, Double::longBitsToDouble),
                time,
                scale));
  }

  @Override
  protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
    LongTaskTimer timer = new DefaultLongTaskTimer(id, clock, getBaseTimeUnit(), config, true);
    return shown(
        id,
        "a long task timer",
        config,
        meter -> {
          LongTasks.show(meter, timer);
          return timer;
        },
        () -> timer);
  }

  @Override
  protected <T> Gauge newGauge(Meter.Id id, @Nullable T source, ToDoubleFunction<T> function) {
    Gauge gauge = new DefaultGauge<>(id, source, function);
    boolean info = id.getName().endsWith(".info");
    return shown(
        id,
        info ? "an info" : "a gauge",
        null,
        meter -> {
          if (info) {
            meter.figure(
                meter.name() + "_info", FamilyKind.INFO, Presence.class, () -> Presence.SHOWN);
          } else {
            meter.asked(meter.name(), FamilyKind.GAUGE, Asked.gauge(gauge::value));
          }
          return gauge;
        },
        () -> gauge);
  }

  @Override
  protected <T> FunctionTimer newFunctionTimer(
      Meter.Id id,
      T source,
      ToLongFunction<T> count,
      ToDoubleFunction<T> totalTime,
      TimeUnit totalTimeUnit) {
    FunctionTimer timer =
        new CumulativeFunctionTimer<>(
            id, source, count, totalTime, totalTimeUnit, getBaseTimeUnit());
    return shown(
        id,
        "a function timer",
        null,
        meter -> {
          LongTasks.show(meter, timer);
          return timer;
        },
        () -> timer);
  }

  @Override
  protected <T> FunctionCounter newFunctionCounter(
      Meter.Id id, T source, ToDoubleFunction<T> count) {
    FunctionCounter counter = new CumulativeFunctionCounter<>(id, source, count);
    return shown(
        id,
        "a counter",
        null,
        meter -> {
          meter.asked(meter.name() + TOTAL, FamilyKind.COUNTER, Asked.counter(counter::count));
          return counter;
        },
        () -> counter);
  }

  @Override
  protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
    Meter made = new DefaultMeter(id, type, measurements);
    return shown(
        id,
        "a meter of " + type,
        null,
        meter -> {
          measurements.forEach(measurement -> Measurements.show(meter, measurement));
          return made;
        },
        () -> made);
  }

  /** Returns the meter that {@code show} makes, or another that works and is not shown. */
  private <M extends Meter> M shown(
      Meter.Id id,
      String shape,
      DistributionStatisticConfig config,
      Function<ExposedMeter, M> show,
      Supplier<M> unshown) {
    String refusal;
    try {
      return families.show(id, getConventionName(id), getConventionTags(id), shape, config, show);
    } catch (IllegalArgumentException | IllegalStateException refused) {
      refusal = refused.getMessage();
    }
    meterRegistrationFailed(id, refusal);
    return unshown.get();
  }

  @Override
  protected void meterRegistrationFailed(Meter.Id id, String reason) {
    unshown.log(id + " is not shown: " + reason);
    super.meterRegistrationFailed(id, reason);
  }

  @Override
  protected TimeUnit getBaseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  @Override
  protected DistributionStatisticConfig defaultHistogramConfig() {
    return DistributionStatisticConfig.builder()
        .expiry(config.step())
        .build()
        .merge(DistributionStatisticConfig.DEFAULT);
  }

  /**
   * Takes no further meters, shows those that there are no more, and gives their names back to the
   * next registry of the collector, which stays open. Meters that are held go on recording where
   * nobody looks. May be called again.
   */
  @Override
  public void close() {
    if (!isClosed()) {
      super.close();
      endTurning.run();
      timers.close();
      families.close();
      if (limit != null) {
        limit.close();
      }
    }
  }
}
