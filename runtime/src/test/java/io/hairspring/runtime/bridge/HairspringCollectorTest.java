package io.hairspring.runtime.bridge;

import static io.hairspring.test.MetricsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector of ours in a registry of client_java, beside what that has. */
class HairspringCollectorTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void namesAreThoseOfClientJavaAndUnitsAreSaid() {
    metrics.counter("orders_total", "Orders.").register().add(3);
    metrics.info("build_info", "Build.", Map.of("version", "1"));
    metrics.latency("call_seconds", "Calls.").buckets(1).register().record(2_000_000_000);
    HairspringCollector.register(metrics, registry);
    CounterSnapshot orders = (CounterSnapshot) shown("orders");
    assertThat(orders.getDataPoints().get(0).getValue()).isEqualTo(3);
    assertThat(orders.getDataPoints().get(0).hasCreatedTimestamp()).isTrue();
    assertThat(shown("build").getMetadata().getHelp()).isEqualTo("Build.");
    HistogramSnapshot calls = (HistogramSnapshot) shown("call_seconds");
    assertThat(calls.getMetadata().getUnit()).isEqualTo(Unit.SECONDS);
    assertThat(calls.getDataPoints().get(0).getClassicBuckets().stream())
        .extracting(bucket -> bucket.getUpperBound() + ": " + bucket.getCount())
        .containsExactly("1.0: 0", "Infinity: 1");
  }

  @Test
  void valuesAreHistogramsOrSummariesInTheirOwnUnit() {
    metrics
        .values("score", "Scores.")
        .decimalPlaces(2)
        .buckets(0.5)
        .show(LatencyShape.values())
        .register()
        .observe(0.75);
    HairspringCollector.register(metrics, registry);
    var histogram = ((HistogramSnapshot) shown("score")).getDataPoints().get(0);
    assertThat(histogram.getClassicBuckets().getUpperBound(0)).isEqualTo(0.5);
    assertThat(histogram.getNativeBucketsForPositiveValues().size()).isEqualTo(1);
    assertThat(histogram.getSum()).isEqualTo(0.75);
    var summary = ((SummarySnapshot) shown("score_quantiles")).getDataPoints().get(0);
    assertThat(summary.getQuantiles().iterator().next().getValue()).isEqualTo(0.75);
  }

  @Test
  void whatHasNoTypeThereIsUnknownUnderItsWholeName() {
    metrics.gauge("orders", "A gauge.").register().set(1);
    metrics.counter("orders_total", "A counter.").register().add(2);
    metrics.gauge("missions_total", "A gauge.").unconventionalName().register().set(3);
    HairspringCollector.register(metrics, registry);
    assertThat(shown("orders")).isInstanceOf(GaugeSnapshot.class);
    assertThat(unknown("orders_total")).isEqualTo(2);
    assertThat(unknown("missions_total")).isEqualTo(3);
  }

  @Test
  void whatIsNotAskedForIsNotAsked() {
    AtomicInteger asked = new AtomicInteger();
    metrics.gauge("asked", "Counts.").register(asked::incrementAndGet);
    HairspringCollector.register(metrics, registry);
    metrics.counter("late_total", "Made after.").register().inc();
    for (String name : List.of("late", "late_total")) {
      assertThat(names(registry.scrape(name::equals))).containsExactly("late");
    }
    assertThat(asked).hasValue(0);
    assertThat(names(registry.scrape("asked"::equals))).containsExactly("asked");
    assertThat(registry.scrape("none"::equals).stream()).isEmpty();
  }

  @Test
  void aNameThatIsTakenIsRefusedAndNothingIsRegistered() {
    io.prometheus.metrics.core.metrics.Gauge.builder().name("depth").register(registry).set(5);
    metrics.gauge("alone", "Ours.").register().set(1);
    metrics.gauge("depth", "Ours.").register().set(1);
    assertThatThrownBy(() -> HairspringCollector.register(metrics, registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("metric \"depth\" is refused by client_java (depth: ")
        .hasMessageEndingWith("expected a name that nothing else in the registry has");
    assertThat(names(registry.scrape())).containsExactly("depth");
    io.prometheus.metrics.core.metrics.Gauge.builder().name("alone").register(registry);
  }

  @Test
  void aClashThatComesLaterLeavesOutOneFamilyAndNotThePage() {
    io.prometheus.metrics.core.metrics.Gauge.builder().name("depth").register(registry).set(5);
    HairspringCollector.register(metrics, registry);
    metrics.histogram("depth", "Ours.").buckets(1).register().observe(1);
    metrics.gauge("whole", "Ours.").register().set(1);
    assertThat(shown("depth")).isInstanceOf(GaugeSnapshot.class);
    assertThat(names(registry.scrape())).contains("whole");
    assertRefused(2);
  }

  @Test
  void aCounterBesideSomebodyElsesGaugeKeepsItsWholeName() {
    io.prometheus.metrics.core.metrics.Gauge.builder().name("depth").register(registry).set(5);
    io.prometheus.metrics.core.metrics.Counter.builder().name("taken").register(registry);
    metrics.counter("depth_total", "Ours.").register().inc();
    HairspringCollector.register(metrics, registry);
    assertThat(unknown("depth_total")).isEqualTo(1);
    metrics.counter("taken_total", "Ours.").register().inc();
    registry.scrape();
    assertRefused(1);
  }

  @Test
  void whoComesLaterWithANameOfOursIsRefused() {
    metrics.gauge("depth", "Ours.").register().set(1);
    HairspringCollector ours = HairspringCollector.register(metrics, registry);
    var theirs = io.prometheus.metrics.core.metrics.Gauge.builder().name("depth");
    assertThatThrownBy(() -> theirs.register(registry))
        .isInstanceOf(IllegalArgumentException.class);
    ours.close();
    ours.close();
    theirs.register(registry).set(7);
    assertThat(registry.scrape().stream()).hasSize(1);
  }

  @Test
  void aFamilyMayGoAndComeAgainAsAnotherKind() {
    metrics.gauge("depth", "Ours.").register().set(1);
    HairspringCollector.register(metrics, registry);
    metrics.remove("depth");
    assertThat(names(registry.scrape())).doesNotContain("depth");
    metrics.histogram("depth", "Ours.").buckets(1).register().observe(1);
    assertThat(shown("depth")).isInstanceOf(HistogramSnapshot.class);
  }

  @Test
  void labelSetsThatJoinLaterAreShown() {
    Family<Gauge> depth = metrics.gauge("depth", "Ours.").family("queue");
    depth.with("a").set(1);
    HairspringCollector.register(metrics, registry);
    depth.labelSet("queue", "shard").with("b", "1").set(2);
    depth.labelSet().with(List.of()).set(3);
    assertThat(shown("depth").getDataPoints().stream().map(point -> point.getLabels().toString()))
        .containsExactlyInAnyOrder("{queue=\"a\"}", "{queue=\"b\",shard=\"1\"}", "{}");
    assertRefused(0);
  }

  @Test
  void twoCollectorsShareARegistryIfOneKeepsItsOwnMetricsToItself() {
    MetricsCollector other = MetricsCollector.create();
    other.gauge("other", "Of the other.").register().set(1);
    HairspringCollector.register(metrics, registry);
    assertThatThrownBy(() -> HairspringCollector.register(other, registry))
        .hasMessageContaining("\"hairspring_");
    HairspringCollector.register(other, registry, name -> !name.startsWith("hairspring_"));
    assertThat(names(registry.scrape())).contains("other", "hairspring_epoch");
    other.close();
  }

  @Test
  void aScrapeNeverThrowsWhateverACallbackDoes() {
    metrics
        .gauge("broken", "Throws.")
        .register(
            () -> {
              throw new AssertionError("broken");
            });
    metrics.gauge("whole", "Works.").register().set(1);
    HairspringCollector.register(metrics, registry);
    metrics.close();
    assertThat(names(registry.scrape())).contains("whole").doesNotContain("broken");
  }

  private void assertRefused(int times) {
    assertThat(metrics)
        .counter("hairspring_reader_refusals_total", "reader", "client_java")
        .hasValue(times);
  }

  private MetricSnapshot shown(String name) {
    return registry.scrape().stream()
        .filter(snapshot -> snapshot.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private double unknown(String name) {
    return ((UnknownSnapshot) shown(name)).getDataPoints().get(0).getValue();
  }

  private static List<String> names(MetricSnapshots snapshots) {
    return snapshots.stream().map(snapshot -> snapshot.getMetadata().getName()).toList();
  }
}
