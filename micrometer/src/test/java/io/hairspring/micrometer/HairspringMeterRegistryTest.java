package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What differs from Micrometer's Prometheus registry, or is not in its kit. */
class HairspringMeterRegistryTest {
  private final MockClock clock = new MockClock();
  private final MetricsCollector metrics =
      MetricsCollector.create(HairspringMeterRegistry.configOn(clock).withMaxSeries(3));
  private final HairspringMeterRegistry registry =
      new HairspringMeterRegistry(HairspringMeterConfig.defaults(), metrics, clock, null);
  private final List<String> failures = new ArrayList<>();

  HairspringMeterRegistryTest() {
    registry.config().onMeterRegistrationFailed((id, reason) -> failures.add(reason));
  }

  private Double value(String sample) {
    return Page.of(registry.scrape()).samples().get(sample);
  }

  @Test
  void aMaximumIsExactAndLeavesAfterAsManyStepsAsTheBufferHas() {
    Timer timer = registry.timer("t");
    timer.record(1_234_567_891, TimeUnit.NANOSECONDS);
    clock.add(Duration.ofSeconds(59));
    timer.record(5, TimeUnit.NANOSECONDS);
    for (int step = 0; step < 3; step++) {
      assertThat(value("t_seconds_max{}")).isEqualTo(1.234567891);
      clock.add(Duration.ofMinutes(1));
    }
    assertThat(value("t_seconds_max{}")).isZero();
    timer.record(7, TimeUnit.NANOSECONDS);
    assertThat(timer.max(TimeUnit.NANOSECONDS)).isEqualTo(7);
  }

  @Test
  void quantilesLeaveWithTheirWindowAndCountsStay() {
    Timer timer = Timer.builder("t").publishPercentiles(0.5).register(registry);
    timer.record(Duration.ofMillis(10));
    assertThat(value("t_seconds{quantile=0.5}")).isBetween(0.0099, 0.0101);
    clock.add(Duration.ofMinutes(2));
    assertThat(value("t_seconds{quantile=0.5}")).isNaN();
    assertThat(value("t_seconds_count{}")).isEqualTo(1);
  }

  @Test
  void aClockThatATestMovesNeedsNoReaderBetweenRecordings() {
    Timer timer = Timer.builder("t").publishPercentiles(0.5).register(registry);
    timer.record(Duration.ofMillis(10));
    clock.add(Duration.ofMinutes(2));
    timer.record(Duration.ofMillis(3));
    clock.add(Duration.ofSeconds(10));
    assertThat(value("t_seconds{quantile=0.5}")).isBetween(0.0029, 0.0031);
    clock.add(Duration.ofMinutes(2));
    assertThat(value("t_seconds_max{}")).isEqualTo(0.003);
  }

  @Test
  void valuesAboveWhatIsExpectedAreNotCut() {
    Timer timer =
        Timer.builder("t")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMillis(1))
            .register(registry);
    timer.record(Duration.ofDays(3));
    assertThat(timer.totalTime(TimeUnit.HOURS)).isEqualTo(72);
    assertThat(timer.max(TimeUnit.HOURS)).isEqualTo(72);
  }

  @Test
  void timersBeyondTheBoundShareOneAndAreCounted() {
    for (int i = 0; i < 5; i++) {
      registry.timer("t", "user", "u" + i).record(Duration.ofMillis(i + 1));
      registry.counter("c", "user", "u" + i).increment();
      Gauge.builder("g", () -> 1).tag("user", "u" + i).register(registry);
    }
    assertThat(value("t_seconds_count{user=overflow}")).isEqualTo(2);
    assertThat(value("t_seconds_max{user=overflow}")).isEqualTo(0.005);
    assertThat(value("c_total{user=overflow}")).isEqualTo(2);
    assertThat(value("g{user=u4}")).isNull();
    assertThat(registry.scrape())
        .contains(
            "hairspring_series_overflowed_total{family=\"c_total\"} 2",
            "hairspring_series_overflowed_total{family=\"g\"} 2");
  }

  @Test
  void aLimitBoundsWhatMicrometerKeepsToo() {
    registry.limitMetersPerName(2);
    for (int i = 0; i < 100; i++) {
      registry.counter("c", "user", "u" + i % 10).increment();
    }
    assertThat(registry.find("c").counters()).hasSize(3);
    assertThat(value("c_total{user=overflow}")).isEqualTo(80);
    assertThat(value("micrometer_meters_overflowed_total{meter=c}")).isBetween(8.0, 80.0);
    registry.remove(registry.get("c").tag("user", "u0").counter());
    registry.counter("c", "user", "another").increment();
    assertThat(value("c_total{user=another}")).isEqualTo(1);
  }

  @Test
  void aNameOfAnotherTypeFailsAndTheMeterWorksAllTheSame() {
    registry.counter("a.b").increment();
    Counter same = registry.counter("a.b", "x", "z");
    Gauge.builder("a.b", () -> 1).tag("x", "y").register(registry);
    assertThat(failures)
        .containsExactly("\"a_b\" is a counter already; expected meters of one type");
    same.increment();
    assertThat(value("a_b_total{x=z}")).isEqualTo(1);
  }

  @Test
  void twoNamesThatAreSpelledAlikeFail() {
    registry.counter("test").increment();
    Counter other = registry.counter("test.total");
    other.increment();
    registry.timer("call", "a", "1").record(Duration.ofSeconds(1));
    registry.timer("call.seconds", "a", "2").record(Duration.ofSeconds(1));
    assertThat(other.count()).isEqualTo(1);
    assertThat(value("test_total{}")).isEqualTo(1);
    assertThat(value("call_seconds_count{a=2}")).isNull();
    assertThat(failures)
        .containsExactly(
            "\"test\" shows the meter \"test\" already; expected a name that is spelled otherwise",
            "\"call_seconds\" shows the meter \"call\" already; expected a name that is spelled otherwise");
    registry.remove(registry.get("test").counter());
    registry.counter("test.total", "a", "1").increment();
    assertThat(value("test_total{a=1}")).isEqualTo(1);
  }

  @Test
  void aNameThatAnotherMetricEmitsFails() {
    Gauge.builder("test.seconds.max", () -> 1).register(registry);
    Timer timer = registry.timer("test");
    timer.record(Duration.ofSeconds(1));
    assertThat(timer.count()).isEqualTo(1);
    assertThat(failures).singleElement().asString().contains("test_seconds_max");
    assertThat(value("test_seconds_count{}")).isNull();
    registry.timer("test.two").record(Duration.ofSeconds(1)); // nothing is left half made
    assertThat(value("test_two_seconds_count{}")).isEqualTo(1);
  }

  @Test
  void labelsThatCannotBeFail() {
    registry.timer("t", "le", "1").record(Duration.ofSeconds(1));
    registry.counter("c", "a.b", "1", "a_b", "2").increment();
    assertThat(failures).hasSize(2);
    assertThat(registry.scrape()).doesNotContain("t_seconds", "c_total");
    registry.timer("t", "lemma", "1").record(Duration.ofSeconds(1));
    assertThat(value("t_seconds_count{lemma=1}")).isEqualTo(1);
  }

  @Test
  void aRemovedMeterIsGoneAndItsNameIsFreeForAnotherType() {
    Timer timer = registry.timer("x", "a", "1");
    registry.timer("x", "a", "2").record(Duration.ofSeconds(1));
    registry.remove(timer);
    assertThat(value("x_seconds_count{a=1}")).isNull();
    assertThat(value("x_seconds_max{a=1}")).isNull();
    assertThat(value("x_seconds_count{a=2}")).isEqualTo(1);
    registry.clear();
    DistributionSummary.builder("x").baseUnit("seconds").register(registry).record(3);
    assertThat(value("x_seconds_count{}")).isEqualTo(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void aGaugeMayMakeMetersWhileItIsAsked() {
    Gauge.builder(
            "g",
            () -> {
              Thread other = new Thread(() -> registry.counter("made").increment());
              other.start();
              try {
                other.join();
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
              return 1;
            })
        .register(registry);
    assertThat(value("g{}")).isEqualTo(1);
    assertThat(value("made_total{}")).isEqualTo(2);
  }

  @Test
  void aFunctionThatFailsKeepsTheRestShown() {
    FunctionCounter.builder(
            "f",
            this,
            any -> {
              throw new StackOverflowError();
            })
        .register(registry);
    registry.counter("c").increment();
    assertThat(value("f_total{}")).isNull();
    assertThat(value("c_total{}")).isEqualTo(1);
  }

  @Test
  void fractionsAreCountedBesideWholeAmounts() {
    Counter counter = registry.counter("c");
    counter.increment(0.25);
    counter.increment(999_999_999_999L);
    counter.increment(-3);
    counter.increment(Double.NaN);
    counter.increment();
    assertThat(counter.count()).isEqualTo(1_000_000_000_000.25);
  }

  @Test
  void timersOfOneNameHaveTheBucketsOfTheFirst() {
    Timer first =
        Timer.builder("t")
            .tag("a", "1")
            .serviceLevelObjectives(Duration.ofMillis(5))
            .register(registry);
    Timer second = Timer.builder("t").tag("a", "2").publishPercentiles(0.5).register(registry);
    first.record(Duration.ofMillis(1));
    second.record(Duration.ofMillis(9));
    assertThat(value("t_seconds_bucket{a=2, le=0.005}")).isZero();
    assertThat(value("t_seconds_bucket{a=2, le=Infinity}")).isEqualTo(1);
    assertThat(second.takeSnapshot().percentileValues()[0].value(TimeUnit.MILLISECONDS))
        .isBetween(8.9, 9.1);
    assertThat(failures).isEmpty();
  }

  @Test
  void commonTagsAndFiltersHold() {
    registry
        .config()
        .commonTags("app", "x")
        .meterFilter(MeterFilter.ignoreTags("user"))
        .meterFilter(MeterFilter.denyNameStartsWith("jvm"));
    registry.counter("c", Tags.of("user", "u1")).increment();
    registry.counter("c", Tags.of("user", "u2")).increment();
    registry.counter("jvm.x").increment();
    assertThat(value("c_total{app=x}")).isEqualTo(2);
    assertThat(registry.scrape()).doesNotContain("jvm");
  }

  @Test
  void exemplarsComeFromTheSourceWhichIsAskedWhereOneIsKept() {
    MetricsCollector other = MetricsCollector.create(HairspringMeterRegistry.configOn(clock));
    AtomicInteger asked = new AtomicInteger();
    HairspringMeterRegistry traced =
        new HairspringMeterRegistry(
            HairspringMeterConfig.defaults(),
            other,
            clock,
            () -> Exemplar.of("trace_id", "t" + asked.incrementAndGet(), "span_id", "00f067aa"));
    Timer timer = Timer.builder("t").serviceLevelObjectives(Duration.ofMillis(5)).register(traced);
    IntStream.range(0, 10).forEach(i -> timer.record(Duration.ofMillis(1)));
    assertThat(asked).hasValue(1);
    assertThat(openMetrics(other))
        .contains(
            "t_seconds_bucket{le=\"0.005\"} 10 # {trace_id=\"t1\",span_id=\"00f067aa\"} 0.001");
  }

  private static String openMetrics(MetricsCollector metrics) {
    Utf8Buffer out = new Utf8Buffer();
    OpenMetricsText format = new OpenMetricsText();
    format.begin(out);
    format.end(metrics.visit(format));
    return new String(out.copy(), StandardCharsets.UTF_8);
  }

  @Test
  void timersAreNativeHistogramsTooWhereThatIsWanted() {
    MetricsCollector other = MetricsCollector.create(HairspringMeterRegistry.configOn(clock));
    HairspringMeterRegistry registry =
        new HairspringMeterRegistry(
            HairspringMeterConfig.defaults().withNativeHistograms(true), other, clock, null);
    Timer.builder("slo").serviceLevelObjectives(Duration.ofMillis(5)).register(registry);
    Timer.builder("plain").register(registry);
    Timer.builder("quantiles").publishPercentiles(0.5).register(registry);
    assertThat(Shapes.of(other, "slo_seconds"))
        .containsExactlyInAnyOrder(LatencyShape.HISTOGRAM, LatencyShape.NATIVE);
    assertThat(Shapes.of(other, "plain_seconds")).containsExactly(LatencyShape.NATIVE);
    assertThat(Shapes.of(other, "quantiles_seconds")).containsExactly(LatencyShape.SUMMARY);
  }

  @Test
  void timersShowFiguresOfTheirWindowAsGaugesWhereThatIsWanted() {
    MetricsCollector other = MetricsCollector.create(HairspringMeterRegistry.configOn(clock));
    HairspringMeterRegistry registry =
        new HairspringMeterRegistry(
            HairspringMeterConfig.defaults().withGauges(LatencyGauge.P50, LatencyGauge.P999),
            other,
            clock,
            null);
    registry.timer("t").record(Duration.ofMillis(10));
    Page page = Page.of(registry.scrape());
    assertThat(page.samples().get("t_p50_seconds{}")).isBetween(0.0099, 0.0101);
    assertThat(page.samples()).containsKey("t_p999_seconds{}").doesNotContainKey("t_p99_seconds{}");
    registry.clear();
    assertThat(registry.scrape()).doesNotContain("t_p50");
  }

  @Test
  void aSnapshotIsOfNowWhoeverMovesTheCollectorsTime() {
    CollectorConfig byHand =
        CollectorConfig.defaults().withTicker(clock::monotonicTime).withClockThread(false);
    HairspringMeterRegistry registry =
        new HairspringMeterRegistry(
            HairspringMeterConfig.defaults(), MetricsCollector.create(byHand), Clock.SYSTEM, null);
    Timer timer = Timer.builder("t").publishPercentiles(0.5).register(registry);
    timer.record(Duration.ofMillis(10));
    clock.add(Duration.ofMinutes(3));
    assertThat(timer.takeSnapshot().percentileValues()[0].value()).isZero();
  }

  @Test
  void aMeterThatIsNotShownIsSaidAloudWhateverWasSaidBefore() {
    List<String> warned = new ArrayList<>();
    Logger logger = Logger.getLogger(HairspringMeterRegistry.class.getName());
    logger.setFilter(
        said -> {
          if (said.getLevel().equals(Level.WARNING)) {
            warned.add(said.getMessage());
          }
          return true;
        });
    try {
      timersOfOneNameHaveTheBucketsOfTheFirst();
      registry.timer("t", "le", "1");
      assertThat(warned).hasSize(2).last().asString().contains("is not shown");
    } finally {
      logger.setFilter(null);
    }
  }

  @Test
  void aClosedRegistryGivesItsNamesToTheNext() {
    meters(registry);
    List<String> shown = shown();
    registry.close();
    assertThat(shown()).isEmpty();
    HairspringMeterRegistry next =
        new HairspringMeterRegistry(HairspringMeterConfig.defaults(), metrics, clock, null);
    meters(next);
    registry.close();
    assertThat(shown()).isEqualTo(shown);
    assertThat(value("c_total{user=a}")).isEqualTo(1);
  }

  private static void meters(HairspringMeterRegistry registry) {
    registry.limitMetersPerName(1);
    assertThatIllegalArgumentException().isThrownBy(() -> registry.limitMetersPerName(2));
    Gauge.builder("g", () -> 2).register(registry);
    registry.counter("c", "user", "a").increment();
    registry.counter("c", "user", "b").increment();
    registry.timer("t").record(Duration.ofMillis(1));
    registry.summary("s").record(1);
    registry.more().longTaskTimer("l").start();
  }

  private List<String> shown() {
    return shown(registry.scrape());
  }

  /** But for what the collector says of itself, which changes with each page. */
  private static List<String> shown(String page) {
    return page.lines().filter(line -> !line.contains("hairspring_")).toList();
  }

  @Test
  void severalRegistriesShareACollector() {
    HairspringMeterRegistry second =
        new HairspringMeterRegistry(HairspringMeterConfig.defaults(), metrics, clock, null);
    Gauge.builder("one", () -> 1).register(registry);
    Gauge.builder("two", () -> 2).register(second);
    assertThat(value("one{}")).isEqualTo(1);
    assertThat(value("two{}")).isEqualTo(2);
  }

  @Test
  void aStreamGetsWhatAStringHas() throws IOException {
    registry.timer("t", "to", "\u00fc").record(Duration.ofMillis(10));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.scrape(out);
    assertThat(shown(out.toString(StandardCharsets.UTF_8)))
        .contains("t_seconds_count{to=\"\u00fc\"} 1")
        .isEqualTo(shown());
  }

  @Test
  void aPageHasNothingOfALongerOneBeforeIt() {
    registry.counter("orders").increment();
    Page shorter = Page.of(registry.scrape());
    Counter more = registry.counter("orders.that.make.a.longer.page");
    assertThat(registry.scrape()).contains("longer_page");
    registry.remove(more);
    assertThat(Page.of(registry.scrape()).samples()).isEqualTo(shorter.samples());
  }

  @Test
  void pagesThatAreMadeAtOnceAreEachWhole() {
    registry.counter("orders").increment(7);
    IntStream.range(0, 100)
        .parallel()
        .forEach(page -> assertThat(value("orders_total{}")).isEqualTo(7));
  }

  @Test
  void aPrefixOfTheCollectorStandsBeforeEveryName() {
    MetricsCollector other =
        MetricsCollector.create(HairspringMeterRegistry.configOn(clock).withPrefix("shop_"));
    HairspringMeterRegistry prefixed =
        new HairspringMeterRegistry(HairspringMeterConfig.defaults(), other, clock, null);
    prefixed.timer("t").record(Duration.ofMillis(1));
    assertThat(prefixed.scrape()).contains("shop_t_seconds_count 1", "shop_t_seconds_max 0.001");
    prefixed.clear();
    prefixed.counter("t.seconds").increment();
    assertThat(prefixed.scrape()).contains("shop_t_seconds_total 1").doesNotContain("_max");
  }
}
