package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.catalog.CacheMetrics;
import io.hairspring.collector.catalog.CallMetrics;
import io.hairspring.collector.catalog.DatabaseMetrics;
import io.hairspring.collector.catalog.ExternalMetrics;
import io.hairspring.collector.catalog.GroupSettings;
import io.hairspring.collector.catalog.HttpClientMetrics;
import io.hairspring.collector.catalog.HttpServerMetrics;
import io.hairspring.collector.catalog.JobMetrics;
import io.hairspring.collector.catalog.QueueMetrics;
import io.hairspring.collector.catalog.RequestMetrics;
import io.hairspring.collector.catalog.ServiceMetrics;
import io.hairspring.collector.catalog.UpstreamMetrics;
import io.hairspring.collector.catalog.WebSocketMetrics;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.collector.view.LatencyShape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is closed leaves nothing in an answer, and its names to the next. */
class NamesAreGivenBackTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_"));

  static List<Function<MetricsCollector, AutoCloseable>> groups() {
    return List.of(
        CacheMetrics::new,
        CallMetrics::new,
        DatabaseMetrics::new,
        ExternalMetrics::new,
        HttpClientMetrics::new,
        HttpServerMetrics::new,
        JobMetrics::new,
        QueueMetrics::new,
        collector ->
            new ServiceMetrics(collector)
                .info(Map.of("version", "1"))
                .status("well", "Well.", () -> true),
        UpstreamMetrics::new,
        WebSocketMetrics::new);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aGroupIsMadeAgain(Function<MetricsCollector, AutoCloseable> group) throws Exception {
    AutoCloseable first = group.apply(metrics);
    Set<String> shown = shown();
    first.close();
    assertThat(shown()).isEmpty();
    AutoCloseable second = group.apply(metrics);
    first.close();
    assertThat(shown()).isEqualTo(shown);
    second.close();
    assertThat(metrics.rings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void groupsOfOneNameShareItUntilTheLastIsClosed(Function<MetricsCollector, AutoCloseable> group)
      throws Exception {
    AutoCloseable first = group.apply(metrics);
    Set<String> shown = shown();
    if (first instanceof ServiceMetrics) { // whose callbacks cannot be two
      assertThatThrownBy(() -> group.apply(metrics)).isInstanceOf(IllegalArgumentException.class);
    } else {
      AutoCloseable second = group.apply(metrics);
      first.close();
      first.close();
      assertThat(shown()).isEqualTo(shown);
      first = second;
    }
    assertThat(shown()).isEqualTo(shown);
    first.close();
    assertThat(shown()).isEmpty();
    assertThat(metrics.families()).allMatch(family -> family.name().startsWith("hairspring_"));
  }

  @Test
  void groupsThatShareCountTogetherAndOneAloneIsWatched() {
    CacheMetrics one = new CacheMetrics(metrics);
    CacheMetrics other = new CacheMetrics(metrics);
    one.hit();
    other.hit();
    one.watchSize(() -> 5);
    one.watchSize(() -> 6);
    assertThatThrownBy(() -> other.watchSize(() -> 7))
        .hasMessageContaining("\"app_cache_size\" shows what another callback tells");
    one.close();
    assertThat(Seen.of(metrics).get("app_cache_hits_total")).isEqualTo(2L);
    assertThat(Seen.of(metrics).get("app_cache_size")).isNull();
    other.watchSize(() -> 7);
    assertThat(Seen.of(metrics).get("app_cache_size")).isEqualTo(7.0);
  }

  @Test
  void aGroupThatIsRefusedLeavesNothingBehindAndTakesNothingOfOthers() {
    metrics.gauge("http_requests_in_flight", "Ours.").register().set(1);
    assertThatThrownBy(() -> new HttpServerMetrics(metrics))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(shown()).containsExactly("app_http_requests_in_flight");
    assertThatThrownBy(
            () -> new CacheMetrics(metrics, GroupSettings.defaults().without("no_such_total")))
        .isInstanceOf(IllegalArgumentException.class);
    new CacheMetrics(metrics).close();
    assertThat(shown()).containsExactly("app_http_requests_in_flight");
  }

  @Test
  void joinedGroupsAreJoinedAgain() {
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    new RequestMetrics(metrics, http).close();
    RequestMetrics again = new RequestMetrics(metrics, http);
    again.record("/a", "GET", 200, 1);
    assertThat(Seen.of(metrics).keys()).anyMatch(key -> key.startsWith("app_http_requests_total"));
  }

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
