package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.runtime.Text;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that client_java allows and that are not regular. */
class BridgedEdgesTest {
  private static final String REFUSED = "hairspring_source_refused_total{source=\"theirs\"} ";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void metricsThatShareANameAreOneFamilyAndEachSeriesHasItsOwnLabels() {
    Counter.builder().name("req").labelNames("method").register(registry).labelValues("GET").inc(3);
    Counter byRoute =
        Counter.builder().name("req").labelNames("method", "route").register(registry);
    byRoute.labelValues("PUT", "/a").inc(4);
    Counter.builder()
        .name("req")
        .labelNames("route", "zone")
        .register(registry)
        .labelValues("/b", "z")
        .inc(5);
    PrometheusBridge.register(metrics, "theirs", registry);
    for (int scrape = 0; scrape < 2; scrape++) {
      assertThat(Text.of(metrics))
          .containsOnlyOnce("# TYPE req_total counter")
          .contains(
              "req_total{method=\"GET\"} 3",
              "req_total{method=\"PUT\",route=\"/a\"} 4",
              "req_total{route=\"/b\",zone=\"z\"} 5",
              REFUSED + 0);
    }
  }

  @Test
  void anEmptyLabelAndNoneAreOneSeriesAndTheSecondIsCounted() {
    registry.register(
        () ->
            GaugeSnapshot.builder()
                .name("depth")
                .dataPoint(point(1, Labels.EMPTY))
                .dataPoint(point(2, Labels.of("a", "")))
                .build());
    assertThat(bridged()).filteredOn(line -> line.startsWith("depth")).hasSize(1);
    assertThat(Text.of(metrics)).contains(REFUSED + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job:x:rate5m", "x_bucket", "hairspring_x", "taken", "call_seconds_sum"})
  void aNameThatIsNotAllowedHereIsLeftOutAlone(String name) {
    metrics.gauge("taken", "Ours.").register();
    metrics.latency("call_seconds", "Ours.").register();
    Gauge.builder().name(name).register(registry).set(7);
    Gauge.builder().name("zz_fine").register(registry).set(1);
    Gauge.builder().name("a_fine").register(registry).set(2);
    assertThat(bridged()).contains("zz_fine 1", "a_fine 2").doesNotContain(name + " 7");
    assertThat(Text.of(metrics)).contains(REFUSED + 2);
  }

  @Test
  void aCallbackThatThrowsAtTheStartIsLeftOutAlone() {
    AtomicBoolean fails = new AtomicBoolean(true);
    Gauge.builder().name("zz_fine").register(registry).set(1);
    GaugeWithCallback.builder()
        .name("at_times")
        .callback(
            callback -> {
              if (fails.get()) {
                throw new IllegalStateException("not yet");
              }
              callback.call(5);
            })
        .register(registry);
    assertThat(bridged()).contains("zz_fine 1").noneMatch(line -> line.startsWith("at_times"));
    assertThat(Text.of(metrics)).contains(REFUSED + 2, "zz_fine 1");
    fails.set(false);
    assertThat(Text.of(metrics)).contains("at_times 5", "zz_fine 1", REFUSED + 2);
  }

  @Test
  void collectorsWithoutANameThatThrowAreLeftOutAlone() {
    registry.register(
        (Collector)
            () -> {
              throw new AssertionError("single");
            });
    registry.register(
        (MultiCollector)
            () -> {
              throw new IllegalArgumentException("several");
            });
    Gauge.builder().name("fine").register(registry).set(1);
    assertThat(bridged()).contains("fine 1");
    assertThat(Text.of(metrics)).contains("fine 1", REFUSED + 4);
  }

  @Test
  void aSingleCollectorThatThrowsAtTheStartIsShownOnceItAnswers() {
    AtomicBoolean fails = new AtomicBoolean(true);
    PrometheusBridge.register(
        metrics,
        "theirs",
        () -> {
          if (fails.getAndSet(false)) {
            throw new IllegalStateException("not yet");
          }
          return GaugeSnapshot.builder().name("depth").dataPoint(point(1, Labels.EMPTY)).build();
        });
    assertThat(Text.of(metrics)).contains("depth 1");
  }

  @Test
  void whatASummaryDoesNotHaveIsNotShown() {
    summary("sumless_seconds", SummaryDataPointSnapshot.builder().count(3));
    summary("countless_seconds", SummaryDataPointSnapshot.builder().sum(2));
    Quantiles median = Quantiles.builder().quantile(0.5, Double.NaN).build();
    summary("quantiles_seconds", SummaryDataPointSnapshot.builder().quantiles(median));
    assertThat(bridged())
        .filteredOn(line -> line.contains("_seconds") && !line.startsWith("#"))
        .filteredOn(line -> !line.startsWith("hairspring_"))
        .containsExactly(
            "countless_seconds_sum 2",
            "quantiles_seconds{quantile=\"0.5\"} NaN",
            "sumless_seconds_count 3");
  }

  @Test
  void aHistogramWithoutASumHasNone() {
    registry.register(
        () ->
            HistogramSnapshot.builder()
                .name("size_bytes")
                .dataPoint(
                    HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(
                                List.of(1.0, Double.POSITIVE_INFINITY), List.of(2L, 1L)))
                        .build())
                .build());
    assertThat(bridged())
        .contains("size_bytes_bucket{le=\"1.0\"} 2", "size_bytes_count 3")
        .noneMatch(line -> line.startsWith("size_bytes_sum"));
  }

  private void summary(String name, SummaryDataPointSnapshot.Builder point) {
    registry.register(() -> SummarySnapshot.builder().name(name).dataPoint(point.build()).build());
  }

  private List<String> bridged() {
    PrometheusBridge.register(metrics, "theirs", registry);
    return Text.of(metrics);
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
