package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.collector.view.LatencyShape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is closed leaves nothing in an answer, and its names to the next. */
class NamesAreGivenBackTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_"));

  @Test
  void aMetricIsTakenOutInAllItsShapesAndItsHandlesStayHarmless() {
    for (int i = 1; i < 4; i++) {
      Family<LatencyRecorder> calls =
          metrics
              .latency("call_seconds", "Calls.")
              .show(LatencyShape.SUMMARY, LatencyShape.HISTOGRAM)
              .gauges(LatencyGauge.P95)
              .family("a");
      LatencyRecorder held = calls.with("x");
      held.record(5);
      assertThat(Seen.of(metrics).count("app_call_seconds_count{a=\"x\"}")).isEqualTo(1);
      assertThat(metrics.remove("app_call_seconds")).isTrue();
      assertThat(metrics.remove("app_call_seconds")).isFalse();
      held.record(5);
      calls.with("y").record(5);
      assertThat(shown()).isEmpty();
    }
  }

  @Test
  void whatIsOursOrASourcesIsNotTakenOut() {
    register("a");
    assertThat(metrics.remove("hairspring_series")).isFalse();
    assertThat(metrics.remove("app_depth")).isFalse();
    assertThat(shown()).containsExactly("app_depth");
  }

  @Test
  void aClosedSourceLeavesNothing() {
    SourceRegistration first = register("a");
    Seen.of(metrics);
    first.close();
    assertThat(Seen.of(metrics).keys()).noneMatch(key -> key.contains("source=\"pool\""));
    SourceRegistration second = register("b");
    first.close();
    assertThat(Seen.of(metrics).get("app_depth{kind=\"b\"}")).isEqualTo(1.0);
    second.close();
  }

  @Test
  void aClosedRingLeavesItsCountersAlone() {
    for (int i = 0; i < 2; i++) {
      EventRing<int[]> ring = ring();
      assertThat(ofRing()).anyMatch(key -> key.contains("capacity"));
      ring.close();
      ring.close();
      assertThat(ofRing())
          .isNotEmpty()
          .noneMatch(key -> key.contains("capacity") || key.contains("depth"))
          .noneMatch(key -> key.contains("lag"));
    }
  }

  private EventRing<int[]> ring() {
    EventSettings settings = EventSettings.defaults().withName("r");
    return metrics.eventRing(settings, () -> new int[1], (from, to) -> {}, event -> {});
  }

  private List<String> ofRing() {
    return Seen.of(metrics).keys().stream().filter(key -> key.contains("ring=\"r\"")).toList();
  }

  private SourceRegistration register(String kind) {
    return metrics
        .source("pool", sink -> sink.gauge("depth", 1, kind))
        .families(SourceFamily.gauge("depth", "Depth.", "kind"))
        .register();
  }

  private Set<String> shown() {
    return Seen.of(metrics).keys().stream()
        .filter(key -> !key.startsWith("hairspring_"))
        .map(key -> key.replaceAll("\\{.*", ""))
        .collect(Collectors.toSet());
  }
}
