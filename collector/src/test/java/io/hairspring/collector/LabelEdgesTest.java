package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.SourceFamily;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and label values that would read as others. */
class LabelEdgesTest {
  private static final String HALF = "a\uD83D";
  private static final String OTHER_HALF = "a\uDD70";

  private final MetricsCollector metrics = MetricsCollector.create();

  @ParameterizedTest
  @ValueSource(strings = {"_total", "_info", "_sum", "_count"})
  void aNameThatIsAnEndAloneIsRefused(String name) {
    assertThatThrownBy(
            () -> {
              switch (name) {
                case "_total" -> metrics.counter(name, "X.");
                case "_info" -> metrics.info(name, "X.", Map.of());
                default -> metrics.gauge(name, "X.").register();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\"")
        .hasMessageContaining("expected a name before its end");
  }

  @Test
  void aPrefixMakesANameOfAnEnd() {
    MetricsCollector.create(CollectorConfig.defaults().withPrefix("app"))
        .counter("_total", "X.")
        .register();
  }

  @Test
  void everyLookUpWithHalfOfAPairIsCounted() {
    Family<Counter> one = metrics.counter("one_total", "X.").family("a");
    one.with(HALF).inc();
    one.with(OTHER_HALF).inc();
    metrics.counter("two_total", "X.").family("a", "b").with("x", HALF).inc();
    metrics.counter("three_total", "X.").family("a", "b", "c").with("x", HALF, HALF).inc();
    metrics.counter("four_total", "X.").family("a", "b", "c", "d").with("x", "y", "z", HALF).inc();
    metrics.counter("list_total", "X.").family("a").with(List.of(HALF)).inc();
    metrics.counter("fixed_total", "X.").label("a", HALF).register().inc();
    metrics.info("x_info", "X.", Map.of("a", HALF));
    metrics.stateSet("state", "X.", List.of(HALF, "b")).register();
    metrics.handles("handled", 1, 9, List::toString).with(HALF);
    metrics.gauge("asked", "X.").callbacks("a").put(() -> 1, HALF);
    one.with("whole \uD83D\uDD70").inc();
    assertThat(malformed("one_total")).isEqualTo(2);
    for (String family :
        List.of(
            "two_total",
            "three_total",
            "four_total",
            "list_total",
            "fixed_total",
            "x_info",
            "state",
            "handled",
            "asked")) {
      assertThat(malformed(family)).as(family).isEqualTo(1);
    }
    assertThat(Seen.of(metrics).count("one_total{a=\"a\uFFFD\"}")).isEqualTo(2);
  }

  @Test
  void halvesInLabelsOfAllSeriesAndOfSourcesAreCounted() {
    MetricsCollector labelled =
        MetricsCollector.create(CollectorConfig.defaults().withLabel("zone", HALF));
    labelled
        .source("pool", sink -> sink.gauge("workers", 1, HALF))
        .families(SourceFamily.gauge("workers", "X.", "state"))
        .register();
    Seen seen = Seen.of(labelled);
    String counted = "hairspring_label_values_malformed_total{zone=\"a\uFFFD\",family=\"";
    assertThat(seen.count(counted + "labels of all series\"}")).isEqualTo(1);
    assertThat(seen.count(counted + "workers\"}")).isEqualTo(1);
    labelled.close();
  }

  @Test
  void anExemplarWithHalfOfAPairIsKeptAndCounted() {
    metrics.counter("x_total", "X.").register().inc(Exemplar.of("trace_id", HALF));
    assertThat(malformed("exemplars")).isEqualTo(1);
  }

  @Test
  void aFullFamilyStillFindsASeriesByAValueThatReadsLikeIt() {
    Family<Counter> full = metrics.counter("x_total", "X.").maxSeries(1).family("a");
    Counter known = full.with(HALF);
    full.with("beyond").inc();
    assertThat(full.with(OTHER_HALF)).isSameAs(known);
  }

  @Test
  void aCharacterIsALabelValueOfItsOwn() {
    metrics.counter("x_total", "X.").family("a").with('c').inc();
    metrics.counter("y_total", "X.").family("a", "b").with("x", 'c').inc();
    metrics
        .counter("z_total", "X.")
        .family("a", "b", "c")
        .with("x", "y", Character.valueOf('\u00E4'))
        .inc();
    metrics.counter("n_total", "X.").family("a").with((byte) 7).inc();
    assertThat(LabelValues.of('c')).isEqualTo("c");
    assertThat(Seen.of(metrics).keys())
        .contains(
            "x_total{a=\"c\"}",
            "y_total{a=\"x\",b=\"c\"}",
            "z_total{a=\"x\",b=\"y\",c=\"\u00E4\"}",
            "n_total{a=\"7\"}");
  }

  @Test
  void aCallbackBeyondTheLimitIsNotShownAndIsCounted() {
    CallbackGauges gauges = metrics.gauge("g", "G.").maxSeries(2).callbacks("a");
    for (int i = 0; i < 5; i++) {
      int value = i;
      gauges.put(() -> value, "v" + i);
    }
    gauges.put(() -> 9, "x".repeat(2000));
    Seen seen = Seen.of(metrics);
    assertThat(seen.keys()).filteredOn(key -> key.startsWith("g{")).hasSize(2);
    assertThat(seen.count("hairspring_series_overflowed_total{family=\"g\"}")).isEqualTo(3);
    assertThat(seen.count("hairspring_label_values_too_long_total{family=\"g\"}")).isEqualTo(1);
    assertThat(gauges.remove("v4")).isFalse();
    assertThat(gauges.remove("v0")).isTrue();
    gauges.put(() -> 7, "v4");
    assertThat(Seen.of(metrics).get("g{a=\"v4\"}")).isEqualTo(7.0);
  }

  @Test
  void whatACollectorTellsOfItselfHasNoLimit() {
    MetricsCollector small = MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(1));
    small.source("one", sink -> {}).register();
    small.source("two", sink -> {}).register();
    Seen seen = Seen.of(small);
    assertThat(seen.keys())
        .contains(
            "hairspring_source_age_seconds{source=\"two\"}",
            "hairspring_source_late_total{source=\"two\"}",
            "hairspring_resets_total{scope=\"series\"}");
    small.close();
  }

  private long malformed(String family) {
    return Seen.of(metrics)
        .count("hairspring_label_values_malformed_total{family=\"" + family + "\"}");
  }
}
