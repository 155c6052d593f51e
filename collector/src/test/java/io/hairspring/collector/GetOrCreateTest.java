package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyShape;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same definition gets the same instrument, and anything else is refused. */
class GetOrCreateTest {
  private enum Mood {
    GOOD,
    BAD
  }

  private final MetricsCollector metrics = MetricsCollector.create();

  static List<Function<MetricsCollector, Object>> instruments() {
    return List.of(
        m -> m.counter("x_total", "X.").countsPerUnit(7).register(),
        m -> m.counter("x_total", "X.").label("a", "1").label("b", "2").register(),
        m -> m.gauge("x", "X.").register(),
        m -> m.gauge("x_total", "X.").unconventionalName().register(),
        m -> m.histogram("x", "X.").buckets(1, 2).register(),
        m -> m.stateSet("x", "X.", Mood.class).register(),
        m -> m.stateSet("x", "X.", List.of("on", "off")).register(),
        m -> m.latency("x_seconds", "X.").register(),
        m ->
            m.latency("x_seconds", "X.")
                .buckets(0.1, 1)
                .show(LatencyShape.NATIVE, LatencyShape.HISTOGRAM)
                .gauges(LatencyGauge.P95)
                .windows(new WindowSettings(Duration.ofMinutes(1), 6))
                .register(),
        m -> m.counter("x_total", "X.").maxSeries(3).family("a", "b").with("1", "2"),
        m -> m.counter("x_total", "X.").family("a", "b"),
        m -> m.latency("x_seconds", "X.").family("a").with("1"));
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void theSameDefinitionGetsTheSameInstrument(Function<MetricsCollector, Object> make) {
    assertThat(make.apply(metrics)).isSameAs(make.apply(metrics));
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    assertThat(make.apply(off)).isSameAs(make.apply(off));
  }

  @Test
  void whatIsSaidInOtherWordsIsTheSame() {
    metrics.latency("x_seconds", "X.").register();
    metrics
        .latency("x_seconds", "X.")
        .significantDigits(2)
        .highestTrackable(Duration.ofHours(1))
        .show(LatencyShape.SUMMARY)
        .quantiles(0.5, 0.95, 0.99)
        .register();
    metrics.latency("y_seconds", "Y.").buckets(0.01, 2.3).register();
    metrics
        .latency("y_seconds", "Y.")
        .buckets(Duration.ofMillis(10), Duration.ofMillis(2300))
        .register();
    metrics.counter("x_total", "X.").label("a", "1").label("b", "2").register();
    metrics.counter("x_total", "X.").label("b", "2").label("a", "1").register();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverDiffersIsRefused(boolean enabled) {
    MetricsCollector m = MetricsCollector.create(CollectorConfig.defaults().withEnabled(enabled));
    m.counter("x_total", "X.").family("a", "b");
    refused("help", () -> m.counter("x_total", "Y.").family("a", "b"));
    refused("label names", () -> m.counter("x_total", "X.").family("b", "a"));
    refused("label names", () -> m.counter("x_total", "X.").register());
    refused("fixed labels", () -> m.counter("x_total", "X.").label("c", "1").family("a", "b"));
    refused("maxSeries", () -> m.counter("x_total", "X.").maxSeries(5).family("a", "b"));
    refused("countsPerUnit", () -> m.counter("x_total", "X.").countsPerUnit(5).family("a", "b"));
    refused("kind", () -> m.gauge("x_total", "X.").unconventionalName().family("a", "b"));
    m.latency("x_seconds", "X.").register();
    refused("kind", () -> m.histogram("x_seconds", "X.").register());
    refused("digits", () -> m.latency("x_seconds", "X.").significantDigits(3).register());
    refused(
        "highest",
        () -> m.latency("x_seconds", "X.").highestTrackable(Duration.ofDays(1)).register());
    refused("buckets, shapes", () -> m.latency("x_seconds", "X.").buckets(1).register());
    refused(
        "windows",
        () ->
            m.latency("x_seconds", "X.")
                .windows(new WindowSettings(Duration.ofHours(1), 6))
                .register());
    refused("quantiles", () -> m.latency("x_seconds", "X.").quantiles(0.5).register());
    refused("gauges", () -> m.latency("x_seconds", "X.").gauges(LatencyGauge.P95).register());
    m.stateSet("s", "S.", List.of("on", "off")).register();
    refused("states", () -> m.stateSet("s", "S.", List.of("on")).register());
    m.info("build_info", "B.", Map.of("version", "1"));
    refused("fixed labels", () -> m.info("build_info", "B.", Map.of("version", "2")));
  }

  @Test
  void aLabelSetThatExistsIsFoundAndAnotherIsToldOf() {
    Family<Counter> byA = metrics.counter("x_total", "X.").family("a");
    refused(
        "or labelSet on the family that exists",
        () -> metrics.counter("x_total", "X.").family("b"));
    Family<Counter> byB = byA.labelSet("b");
    assertThat(metrics.counter("x_total", "X.").family("b")).isSameAs(byB);
  }

  @Test
  void anInfoIsSharedWhateverTheOrderOfItsLabels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("a", "1");
    labels.put("b", "2");
    Registration first = metrics.info("x_info", "X.", labels);
    labels.remove("a");
    labels.put("a", "1");
    Registration second = metrics.info("x_info", "X.", labels);
    first.close();
    assertThat(Seen.of(metrics).keys()).contains("x_info{a=\"1\",b=\"2\"}");
    second.close();
    assertThat(metrics.find("x_info")).isEmpty();
  }

  @Test
  void figuresHaveOneKeeper() {
    Figures<SeriesFigure> first = metrics.figures("x_total", "X.", FamilyKind.COUNTER);
    refused("two cannot share it", () -> metrics.figures("x_total", "X.", FamilyKind.COUNTER));
    first.close();
    metrics.figures("x_total", "X.", FamilyKind.COUNTER);
  }

  @Test
  void threadsThatAskAtOnceGetOne() {
    List<CompletableFuture<Counter>> asked =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> metrics.counter("x_total", "X.").register()))
            .toList();
    Set<Counter> got = new HashSet<>();
    asked.forEach(one -> got.add(one.join()));
    assertThat(got).hasSize(1);
  }

  @Test
  void whatIsFoundTellsWhatItIs() {
    metrics.counter("x_total", "X.").family("a").with("1").add(3);
    metrics.gauge("g", "G.").register().set(2);
    Registration found = metrics.find("x_total").orElseThrow();
    assertThat(found.family(Counter.class).with("1").total()).isEqualTo(3);
    assertThat(found.name()).isEqualTo("x_total");
    assertThat(found.help()).isEqualTo("X.");
    assertThat(found.kind()).isEqualTo(FamilyKind.COUNTER);
    assertThat(found.labelNames()).containsExactly("a");
    assertThat(found)
        .hasToString(
            "metric \"x_total\": " + "counter \"X.\" by a, made at " + found.registeredAt());
    assertThat(metrics.find("g").orElseThrow().instrument(Gauge.class).value()).isEqualTo(2);
    refused(
        "is a gauge, asked for Counter",
        () -> metrics.find("g").orElseThrow().instrument(Counter.class));
    assertThat(metrics.find("y_total")).isEmpty();
  }

  @Test
  void whatIsSharedStaysUntilTheLastGivesItBack() {
    Counter one = metrics.counter("x_total", "X.").register();
    metrics.counter("x_total", "X.").register();
    Registration first = metrics.find("x_total").orElseThrow();
    first.close();
    first.close();
    one.inc();
    assertThat(Seen.of(metrics).get("x_total")).isEqualTo(1L);
    metrics.find("x_total").orElseThrow().close();
    assertThat(Seen.of(metrics).get("x_total")).isNull();
    assertThat(metrics.counter("x_total", "Another.").register()).isNotSameAs(one);
  }

  @Test
  void whoGivesBackWhatWasTakenAwayMeanwhileTakesNothingOfTheNext() {
    metrics.counter("x_total", "X.").register();
    Registration stale = metrics.find("x_total").orElseThrow();
    assertThat(metrics.remove("x_total")).isTrue();
    metrics.counter("x_total", "X.").register();
    stale.close();
    assertThat(metrics.find("x_total")).isPresent();
  }

  @Test
  void ourOwnAreFoundAndStay() {
    Registration own = metrics.find("hairspring_series").orElseThrow();
    own.close();
    assertThat(metrics.find("hairspring_series")).isPresent();
    assertThat(Seen.of(metrics).keys()).contains("hairspring_series");
  }

  @Test
  void whatIsSwitchedOffIsNobodys() {
    Stream.of("a", "b").forEach(help -> metrics.counter("x_total", help).enabled(false).register());
    assertThat(metrics.find("x_total")).isEmpty();
  }

  private static void refused(String expectation, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expectation);
  }
}
