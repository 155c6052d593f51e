package io.hairspring.collector;

import static io.hairspring.collector.LatencyGauge.AVG;
import static io.hairspring.collector.LatencyGauge.MAX;
import static io.hairspring.collector.LatencyGauge.MIN;
import static io.hairspring.collector.LatencyGauge.P50;
import static io.hairspring.collector.LatencyGauge.P95;
import static io.hairspring.collector.view.LatencyShape.HISTOGRAM;
import static io.hairspring.collector.view.LatencyShape.NATIVE;
import static io.hairspring.collector.view.LatencyShape.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a latency recorder is shown as. */
class LatencyShapesTest {
  private static final CollectorConfig DEFAULTS = CollectorConfig.defaults();

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void bucketsMakeAHistogramAndNoBucketsASummary() {
    metrics.latency("a_seconds", "A.").buckets(1).register();
    metrics.latency("b_seconds", "B.").register();
    assertThat(shapes(metrics)).containsExactly("a_seconds [HISTOGRAM]", "b_seconds [SUMMARY]");
  }

  @Test
  void aSummaryBesideAnotherShapeHasANameOfItsOwn() {
    metrics.latency("a_seconds", "A.").show(HISTOGRAM, SUMMARY, NATIVE).register();
    metrics.latency("b_time", "B.").show(SUMMARY, NATIVE).register();
    assertThat(shapes(metrics))
        .containsExactly(
            "a_quantiles_seconds [SUMMARY] of a_seconds",
            "a_seconds [HISTOGRAM, NATIVE]",
            "b_time [NATIVE]",
            "b_time_quantiles [SUMMARY] of b_time");
  }

  @Test
  void gaugesOfTheEpochStayWhenTrafficEndsAndStartAnewWithAReset() {
    long[] nowNanos = {0};
    MetricsCollector metrics =
        MetricsCollector.create(
            DEFAULTS.withGaugesOfEpoch(true).withClockThread(false).withTicker(() -> nowNanos[0]));
    LatencyRecorder latency =
        metrics
            .latency("http_request_latency_seconds", "Latency.")
            .gauges(P50, P95, AVG, MIN, MAX)
            .family("endpoint")
            .with("/chat");
    assertThat(gauge(Seen.of(metrics), "min")).isNaN();
    latency.record(10_000_000);
    latency.record(30_000_000);
    for (int minutes = 0; minutes < 3; minutes++) {
      nowNanos[0] += 60_000_000_000L;
      metrics.tick();
    }
    Seen idle = Seen.of(metrics);
    assertThat(gauge(idle, "p50")).isBetween(0.010, 0.0101);
    assertThat(gauge(idle, "p95")).isBetween(0.030, 0.0303);
    assertThat(gauge(idle, "avg")).isBetween(0.020, 0.0202);
    assertThat(gauge(idle, "min")).isBetween(0.0099, 0.0101);
    assertThat(gauge(idle, "max")).isBetween(0.030, 0.0303);
    Seen.reset(metrics);
    assertThat(gauge(Seen.of(metrics), "p50")).isNaN();
    latency.record(50_000_000);
    assertThat(gauge(Seen.of(metrics), "min")).isBetween(0.0495, 0.0505);
  }

  @Test
  void gaugesAreFiguresOfTheWindowInSeconds() {
    LatencyRecorder latency =
        metrics
            .latency("http_request_latency_seconds", "Latency.")
            .gauges(P50, P95, AVG, MIN, MAX)
            .family("endpoint")
            .with("/chat");
    for (int millis = 1; millis <= 100; millis++) {
      latency.record(millis * 1_000_000L);
    }
    Seen seen = Seen.of(metrics);
    assertThat(gauge(seen, "p50")).isBetween(0.050, 0.0505);
    assertThat(gauge(seen, "p95")).isBetween(0.095, 0.096);
    assertThat(gauge(seen, "avg")).isEqualTo(0.0505);
    assertThat(gauge(seen, "min")).isBetween(0.00099, 0.001);
    assertThat(gauge(seen, "max")).isBetween(0.1, 0.101);
    latency.record(1_000_000_000);
    assertThat(gauge(Seen.of(metrics), "max")).as("next collection").isBetween(1.0, 1.01);
  }

  @Test
  void aGaugeShowsTheQuantileThatItIsNamedAfter() {
    LatencyRecorder latency =
        metrics
            .latency("a_seconds", "A.")
            .significantDigits(3)
            .gauges(LatencyGauge.values())
            .register();
    for (int nanos = 1; nanos <= 2_000; nanos++) {
      latency.record(nanos);
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("a_p90_seconds")).isEqualTo(1.8e-6);
    assertThat(seen.get("a_p99_seconds")).isEqualTo(1.98e-6);
    assertThat(seen.get("a_p999_seconds")).isEqualTo(1.998e-6);
  }

  @Test
  void gaugesOfOneCollectionAreOfOneLook() {
    LatencyRecorder latency = metrics.latency("a_seconds", "A.").gauges(MAX, P95).register();
    latency.record(1_000);
    List<Double> shown = new ArrayList<>();
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            return family.isDerived();
          }

          @Override
          public void gauge(SeriesView series, double value) {
            shown.add(value);
            latency.record(1_000_000_000);
          }
        });
    assertThat(shown).hasSize(2).allMatch(seconds -> seconds < 0.1);
  }

  @Test
  void gaugesOfAnEmptyWindowAreNotANumber() {
    metrics.latency("a_seconds", "A.").gauges(P50, AVG, MIN, MAX).register();
    Seen seen = Seen.of(metrics);
    for (String figure : List.of("p50", "avg", "min", "max")) {
      assertThat(seen.get("a_" + figure + "_seconds")).isEqualTo(Double.NaN);
    }
  }

  @Test
  void aRecorderOfNoShapeIsShownAsItsGaugesAlone() {
    metrics.latency("a_seconds", "A.").show().gauges(P95, MAX).register();
    assertThat(shapes(metrics))
        .containsExactly(
            "a_max_seconds [] of a_seconds", "a_p95_seconds [] of a_seconds", "a_seconds []");
  }

  @Test
  void aHistogramWithoutBucketsHasTheUsualOnes() {
    metrics.latency("a_seconds", "A.").show(HISTOGRAM).register().record(20_000_000);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("a_seconds_bucket{le=\"0.01\"}")).isZero();
    assertThat(seen.count("a_seconds_bucket{le=\"0.025\"}")).isOne();
  }

  @Test
  void theConfigurationChoosesForThoseThatDoNot() {
    MetricsCollector configured =
        MetricsCollector.create(
            DEFAULTS.withLatencyShapes(NATIVE, HISTOGRAM).withLatencyGauges(P95));
    configured.latency("a_seconds", "A.").register();
    configured.latency("b_seconds", "B.").show(SUMMARY).gauges().register();
    assertThat(shapes(configured))
        .containsExactly(
            "a_p95_seconds [] of a_seconds",
            "a_seconds [HISTOGRAM, NATIVE]",
            "b_seconds [SUMMARY]");
  }

  @Test
  void aClashOfAnyShapeRefusesTheRecorderAndLeavesNothingBehind() {
    metrics.gauge("a_p95_seconds", "Taken.").register();
    LatencyBuilder clashing = metrics.latency("a_seconds", "A.").gauges(AVG, P95);
    assertThatThrownBy(clashing::register)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a_p95_seconds\" exists already");
    assertThatCode(() -> metrics.gauge("a_avg_seconds", "Free.").register())
        .doesNotThrowAnyException();
    assertThatCode(() -> metrics.latency("a_seconds", "A.").register()).doesNotThrowAnyException();
    assertThatThrownBy(() -> metrics.gauge("a_seconds_count", "Taken.").register())
        .hasMessageContaining("which \"a_seconds\" emits already");
  }

  @Test
  void aClashShowsInACollectorThatIsSwitchedOffToo() {
    MetricsCollector off = MetricsCollector.create(DEFAULTS.withEnabled(false));
    off.latency("a_seconds", "A.").gauges(P95).register();
    assertThatThrownBy(() -> off.gauge("a_p95_seconds", "Taken.").register())
        .hasMessageContaining("exists already");
  }

  @Test
  void aResetShowsEachRecordingOnceAndConservesTheOtherShapes() {
    LatencyRecorder latency =
        metrics.latency("a_seconds", "A.").show(HISTOGRAM, SUMMARY).gauges(MAX).register();
    latency.record(5);
    assertThat(Seen.of(metrics).count("a_quantiles_seconds_count")).isOne();
    Seen closed = Seen.reset(metrics);
    assertThat(closed.count("a_seconds_count")).isOne();
    assertThat(closed.get("a_quantiles_seconds_count")).isNull();
    assertThat(closed.get("a_max_seconds")).isNull();
    latency.record(6);
    latency.record(7);
    assertThat(Seen.of(metrics).count("a_quantiles_seconds_count")).isEqualTo(2);
    assertThat(Seen.reset(metrics).count("a_seconds_count")).isEqualTo(2);
    assertThatThrownBy(() -> metrics.reset("a_max_seconds", new DecliningVisitor()))
        .hasMessageContaining("shows what \"a_seconds\" has recorded");
  }

  private static double gauge(Seen seen, String figure) {
    String name = "http_request_latency_" + figure + "_seconds";
    return seen.get(name + "{endpoint=\"/chat\"}").doubleValue();
  }

  private static List<String> shapes(MetricsCollector metrics) {
    TreeMap<String, String> shapes = new TreeMap<>();
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            if (!family.name().startsWith("hairspring_")) {
              String source = family.isDerived() ? " of " + family.source() : "";
              shapes.put(family.name(), " " + family.shapes().stream().sorted().toList() + source);
            }
            return false;
          }
        });
    return shapes.entrySet().stream().map(entry -> entry.getKey() + entry.getValue()).toList();
  }
}
