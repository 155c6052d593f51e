package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group that is closed leaves nothing in an answer, and its names to the next. */
class ClosedGroupsTest {
  private static final AtomicInteger OBJECTIVES = new AtomicInteger();

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
        ClosedGroupsTest::objectives,
        collector ->
            new ServiceMetrics(collector)
                .info(Map.of("version", "1"))
                .status("well", "Well.", () -> true),
        UpstreamMetrics::new,
        WebSocketMetrics::new);
  }

  private static AutoCloseable objectives(MetricsCollector collector) {
    SloMetrics slos = new SloMetrics(collector);
    slos.availability("api" + OBJECTIVES.getAndIncrement(), 0.9); // whose callbacks are its own
    return slos;
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
  void whatIsRefusedHalfMadeLeavesNothingBehind() {
    metrics.gauge("slo_burn_rate", "Ours.").register().set(1);
    assertRefused(() -> new SloMetrics(metrics), "app_slo_burn_rate");
    assertThat(metrics.find("app_slo_requests_total")).isEmpty();
    metrics.gauge("request_failures_total", "Ours.").unconventionalName().register().set(1);
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    assertRefused(() -> new RequestMetrics(metrics, http), "app_request_failures_total");
    assertThat(metrics.find("app_requests_unmeasured_total")).isEmpty();
  }

  @Test
  void topValuesWhoseRingIsRefusedLeaveNothingBehind() {
    EventSettings settings = EventSettings.defaults().withName("tenant_top");
    EventRing<int[]> ring =
        metrics.eventRing(settings, () -> new int[1], (from, to) -> {}, event -> {});
    assertThatThrownBy(() -> TopValues.start(metrics, "tenant", "T.", "tenant", 2))
        .hasMessageContaining("name must be that of no open ring");
    assertThat(shown()).isEmpty();
    ring.close();
    TopValues first = TopValues.start(metrics, "tenant", "T.", "tenant", 2);
    first.close();
    TopValues second = TopValues.start(metrics, "tenant", "T.", "tenant", 2);
    first.close();
    assertThat(shown()).contains("app_tenant_top_window");
    assertThat(metrics.rings()).hasSize(1);
    second.close();
  }

  private void assertRefused(Runnable making, String taken) {
    Set<String> before = shown();
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(taken);
    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void joinedGroupsAreJoinedAgain() {
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    new RequestMetrics(metrics, http).close();
    RequestMetrics again = new RequestMetrics(metrics, http);
    again.record("/a", "GET", 200, 1);
    assertThat(Seen.of(metrics).keys()).anyMatch(key -> key.startsWith("app_http_requests_total"));
  }

  private Set<String> shown() {
    return Seen.of(metrics).keys().stream()
        .filter(key -> !key.startsWith("hairspring_"))
        .map(key -> key.replaceAll("\\{.*", ""))
        .collect(Collectors.toSet());
  }
}
