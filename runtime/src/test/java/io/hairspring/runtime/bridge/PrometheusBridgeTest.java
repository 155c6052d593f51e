package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.runtime.Text;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client_java registry beside ours in one answer. */
class PrometheusBridgeTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> PrometheusBridge.register(null, "legacy", registry))
        .hasMessage("metrics");
    assertThatThrownBy(() -> PrometheusBridge.register(metrics, "legacy", (Collector) null))
        .hasMessage("collector");
    assertThatThrownBy(() -> PrometheusBridge.register(metrics, "", registry))
        .hasMessage("name of a source must not be blank, was \"\"");
  }

  @Test
  void countersAndGaugesComeAcross() {
    Counter jobs =
        Counter.builder().name("jobs").help("Jobs.").labelNames("kind").register(registry);
    jobs.labelValues("fast").inc(3);
    jobs.labelValues("slow").inc(0.5);
    Gauge.builder().name("depth").help("Depth.").register(registry).set(-1);
    metrics.counter("ours_total", "Ours.").register().inc();
    assertThat(bridged())
        .containsSubsequence(
            "# HELP depth Depth.",
            "# TYPE depth gauge",
            "depth -1",
            "# TYPE jobs_total counter",
            "ours_total 1")
        .contains("jobs_total{kind=\"fast\"} 3", "jobs_total{kind=\"slow\"} 0.5");
  }

  @Test
  void classicHistogramsComeAcrossWithTheirBuckets() {
    Histogram sizes =
        Histogram.builder().name("size_bytes").classicUpperBounds(10, 100).register(registry);
    sizes.observe(5);
    sizes.observe(50);
    sizes.observe(500);
    assertThat(bridged())
        .containsSubsequence(
            "# TYPE size_bytes histogram",
            "size_bytes_bucket{le=\"10.0\"} 1",
            "size_bytes_bucket{le=\"100.0\"} 2",
            "size_bytes_bucket{le=\"+Inf\"} 3",
            "size_bytes_sum 555",
            "size_bytes_count 3");
  }

  @Test
  void aNativeHistogramShowsItsCountAndSum() {
    Histogram.builder().name("native_bytes").nativeOnly().register(registry).observe(5);
    assertThat(bridged())
        .contains(
            "native_bytes_bucket{le=\"+Inf\"} 1", "native_bytes_sum 5", "native_bytes_count 1");
  }

  @Test
  void summariesInfosStateSetsAndUnknownsComeAcross() {
    Summary.builder().name("pause_seconds").quantile(0.5).register(registry).observe(2);
    Info.builder().name("build").labelNames("version").register(registry).setLabelValues("1.2");
    StateSet.builder().name("mode").states("on", "off").register(registry).setTrue("on");
    registry.register(
        () ->
            UnknownSnapshot.builder()
                .name("odd")
                .dataPoint(UnknownSnapshot.UnknownDataPointSnapshot.builder().value(7).build())
                .build());
    assertThat(bridged())
        .contains(
            "# TYPE pause_seconds summary",
            "pause_seconds{quantile=\"0.5\"} 2",
            "pause_seconds_sum 2",
            "pause_seconds_count 1",
            "build_info{version=\"1.2\"} 1",
            "mode{mode=\"on\"} 1",
            "mode{mode=\"off\"} 0",
            "odd 7");
  }

  @Test
  void seriesOfOneFamilyMayHaveDifferentLabels() {
    registry.register(
        () ->
            GaugeSnapshot.builder()
                .name("mixed")
                .dataPoint(point(1, Labels.of("a", "x")))
                .dataPoint(point(2, Labels.of("b", "y")))
                .build());
    assertThat(bridged()).contains("mixed{a=\"x\"} 1", "mixed{b=\"y\"} 2");
  }

  @Test
  void whatIsRegisteredLaterIsShownToo() {
    bridged();
    Gauge late = Gauge.builder().name("late").labelNames("way").register(registry);
    late.labelValues("in").set(1);
    assertThat(Text.of(metrics)).contains("late{way=\"in\"} 1");
  }

  @Test
  void aFamilyMayHaveOtherLabelsLater() {
    AtomicReference<Labels> labels = new AtomicReference<>(Labels.of("a", "x"));
    registry.register(
        () -> GaugeSnapshot.builder().name("mixed").dataPoint(point(1, labels.get())).build());
    assertThat(bridged()).contains("mixed{a=\"x\"} 1");
    labels.set(Labels.of("a", "x", "b", "y"));
    assertThat(Text.of(metrics)).contains("mixed{a=\"x\",b=\"y\"} 1");
  }

  @Test
  void aGaugeHistogramIsLeftOutAndCounted() {
    registry.register(
        () ->
            HistogramSnapshot.builder()
                .gaugeHistogram(true)
                .name("held_bytes")
                .dataPoint(
                    HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(
                                List.of(Double.POSITIVE_INFINITY), List.of(1L)))
                        .build())
                .build());
    assertThat(bridged()).noneMatch(line -> line.startsWith("held_bytes"));
    assertThat(Text.of(metrics)).contains("hairspring_source_refused_total{source=\"theirs\"} 2");
  }

  @Test
  void aNameThatIsBridgedIsTaken() {
    Gauge.builder().name("call_seconds_sum").register(registry).set(1);
    PrometheusBridge.register(metrics, "theirs", registry);
    assertThatThrownBy(() -> metrics.latency("call_seconds", "Calls.").register())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"call_seconds_sum\"")
        .hasMessageContaining("\"call_seconds\"");
  }

  @Test
  void aClashThatComesLaterIsLeftOutAndCounted() {
    metrics.gauge("depth", "Ours.").register().set(1);
    bridged();
    Gauge.builder().name("depth").register(registry).set(2);
    List<String> text = Text.of(metrics);
    assertThat(text).contains("depth 1").doesNotContain("depth 2");
    assertThat(Text.of(metrics)).contains("hairspring_source_refused_total{source=\"theirs\"} 2");
  }

  @Test
  void oneCollectorAloneMayBeShown() {
    Gauge depth = Gauge.builder().name("depth").build();
    depth.set(4);
    PrometheusBridge.register(metrics, "theirs", depth);
    assertThat(Text.of(metrics)).contains("depth 4");
  }

  private List<String> bridged() {
    PrometheusBridge.register(metrics, "theirs", registry);
    return Text.of(metrics);
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
