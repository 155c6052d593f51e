package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same events through Micrometer's Prometheus registry and ours make the same page. */
class SamePageTest {
  private static final int EVENTS = 10_000;

  private final MockClock clock = new MockClock();
  private final PrometheusMeterRegistry theirs =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
  private final HairspringMeterRegistry ours =
      new HairspringMeterRegistry(
          HairspringMeterConfig.defaults(),
          MetricsCollector.create(HairspringMeterRegistry.configOn(clock)),
          clock,
          null);
  private final List<MeterRegistry> both = List.of(theirs, ours);
  private final Random random = new Random(20_261_129);

  @Test
  void tenThousandRandomEventsMakeTheSamePage() {
    for (int i = 0; i < EVENTS; i++) {
      recordRandomEvent();
      if (i % 1_000 == 999) {
        clock.add(Duration.ofMillis(random.nextInt(3_000)));
        assertSamePages();
      }
    }
  }

  private void recordRandomEvent() {
    String route = "/" + random.nextInt(5);
    String status = List.of("200", "404", "500").get(random.nextInt(3));
    long nanos = (long) Math.exp(11 + 2.2 * random.nextGaussian());
    double bytes = Math.floor(Math.exp(6 + 2 * random.nextGaussian()));
    int kind = random.nextInt(8);
    double fraction = random.nextInt(1_000) / 4.0;
    for (MeterRegistry registry : both) {
      switch (kind) {
        case 0 -> registry.counter("orders", "route", route).increment();
        case 1 ->
            Counter.builder("billed.total").baseUnit("euro").register(registry).increment(fraction);
        case 2 ->
            registry
                .timer("http.server.requests", "uri", route, "status", status)
                .record(nanos, TimeUnit.NANOSECONDS);
        case 3 ->
            Timer.builder("call.time")
                .description("Calls.")
                .publishPercentiles(0.99, 0.5)
                .percentilePrecision(3) // theirs is 1 unless set, which is 10 % off
                .tag("uri", route)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
        case 4 ->
            Timer.builder("wait")
                .publishPercentileHistogram()
                .publishPercentiles(0.5)
                .serviceLevelObjectives(Duration.ofMillis(7))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
        case 5 ->
            DistributionSummary.builder("response.size")
                .baseUnit("bytes")
                .serviceLevelObjectives(100, 1_000, 10_000)
                .register(registry)
                .record(bytes);
        case 6 ->
            DistributionSummary.builder("score")
                .publishPercentiles(0.5, 0.9)
                .scale(100)
                .register(registry)
                .record(bytes / 7);
        default ->
            Timer.builder("slo.only")
                .serviceLevelObjectives(Duration.ofNanos(80_000), Duration.ofMillis(1))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
      }
    }
  }

  @Test
  void metersOfAllOtherTypesMakeTheSamePage() {
    for (MeterRegistry registry : both) {
      Gauge.builder("queue.length", () -> 17).tag("queue", "in").register(registry);
      Gauge.builder("heap", () -> 1e9).baseUnit("bytes").register(registry);
      Gauge.builder("app.info", () -> 1).tag("version", "1.2").register(registry);
      TimeGauge.builder("lag", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
      FunctionCounter.builder("cache.hits", this, any -> 12.5).register(registry);
      FunctionTimer.builder("pool.use", this, any -> 4, any -> 2_500, TimeUnit.MILLISECONDS)
          .register(registry);
      LongTaskTimer.builder("batch").register(registry).start();
      Meter.builder(
              "my.thing",
              Meter.Type.OTHER,
              List.of(
                  new Measurement(() -> 1.0, Statistic.COUNT),
                  new Measurement(() -> 2.0, Statistic.TOTAL),
                  new Measurement(() -> 3.0, Statistic.MAX),
                  new Measurement(() -> 4.0, Statistic.VALUE),
                  new Measurement(() -> 5.0, Statistic.ACTIVE_TASKS),
                  new Measurement(() -> 6.0, Statistic.DURATION)))
          .tag("a.b", "c")
          .register(registry);
    }
    clock.add(Duration.ofSeconds(10));
    assertSamePages();
  }

  @Test
  void defaultHistogramsHaveTheSameBuckets() {
    for (MeterRegistry registry : both) {
      Timer.builder("t")
          .publishPercentileHistogram()
          .register(registry)
          .record(Duration.ofMillis(3));
      DistributionSummary.builder("d").publishPercentileHistogram().register(registry).record(3);
    }
    assertSamePages();
    assertThat(
            Page.of(ours.scrape()).samples().keySet().stream().filter(key -> key.contains("le=")))
        .hasSize(69 + 276);
  }

  @Test
  void longTaskTimersWithBucketsShowAllThatTheirsShow() {
    for (MeterRegistry registry : both) {
      LongTaskTimer.builder("batch")
          .serviceLevelObjectives(Duration.ofSeconds(5), Duration.ofMinutes(1))
          .register(registry)
          .start();
    }
    clock.add(Duration.ofSeconds(10));
    Map<String, Double> their = Page.of(theirs.scrape()).samples();
    assertThat(their).containsKeys("batch_seconds_gcount{}", "batch_seconds_gsum{}");
    assertThat(Page.of(ours.scrape()).samples()).containsAllEntriesOf(their);
  }

  @Test
  void sameNamesWithOtherTagsAreInOneFamily() {
    for (MeterRegistry registry : both) {
      registry.counter("tasks.completed", "name", "import").increment();
      registry.counter("tasks.completed", "name", "export", "error", "timeout").increment();
      registry.timer("tasks", "name", "import").record(Duration.ofMillis(1));
      registry.timer("tasks", "name", "import", "error", "x").record(Duration.ofMillis(1));
    }
    assertThat(ours.scrape())
        .contains(
            """
            # TYPE tasks_completed_total counter
            tasks_completed_total{name="import"} 1
            tasks_completed_total{name="export",error="timeout"} 1
            """);
    if (theirs.scrape().contains("error=\"timeout\"")) { // Micrometer 1.17 and above
      assertSamePages();
    }
  }

  private void assertSamePages() {
    Page their = Page.of(theirs.scrape());
    Page our = Page.of(ours.scrape());
    assertThat(our.types()).isEqualTo(their.types());
    assertThat(our.samples().keySet())
        .containsExactlyInAnyOrderElementsOf(their.samples().keySet());
    their
        .samples()
        .forEach(
            (key, value) -> {
              double most = Math.abs(value) * (key.contains("quantile=") ? 0.01 : 1e-12);
              assertThat(our.samples().get(key)).as(key).isCloseTo(value, within(most));
            });
    their
        .helps()
        .forEach(
            (name, help) -> {
              if (!help.isBlank()) {
                assertThat(our.helps().get(name)).isEqualTo(help);
              }
            });
  }
}
