package io.hairspring.catalog;

import static io.hairspring.testing.Refusals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import org.junit.jupiter.api.Test;

class GroupSettingsTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withPrefix("my_"));

  @Test
  void namesAndLabelsCanBeThoseOfAnExistingSystem() {
    HttpServerMetrics http =
        new HttpServerMetrics(
            metrics,
            GroupSettings.defaults()
                .withPrefix("api_")
                .withName("requests_total", "calls_total")
                .withLabel("status", "status_code")
                .withFixedLabel("service", "a")
                .withLabels("request_duration_seconds", "method")
                .withBuckets("request_duration_seconds", 0.1, 1));
    http.record("/a", "GET", 200, 50_000_000);
    Seen seen = Seen.of(metrics);
    assertThat(
            seen.count(
                "my_calls_total{service=\"a\",endpoint=\"/a\",method=\"GET\",status_code=\"200\"}"))
        .isEqualTo(1);
    assertThat(
            seen.count(
                "my_api_request_duration_seconds_bucket{service=\"a\",method=\"GET\",le=\"0.1\"}"))
        .isEqualTo(1);
    assertThat(seen.get("my_api_requests_in_flight{service=\"a\"}")).isEqualTo(0.0);
  }

  @Test
  void aHelpTextCanBeChosen() {
    new HttpServerMetrics(
        metrics, GroupSettings.defaults().withHelp("requests_total", "Calls of partners."));
    assertThat(metrics.families())
        .filteredOn(family -> family.name().equals("my_http_requests_total"))
        .extracting(FamilyView::help)
        .containsExactly("Calls of partners.");
  }

  @Test
  void aMetricCanBeLeftOut() {
    HttpServerMetrics http =
        new HttpServerMetrics(metrics, GroupSettings.defaults().without("requests_total"));
    http.record("/a", "GET", 500, 1);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("my_http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"500\"}"))
        .isNull();
    assertThat(seen.count("my_http_request_errors_total{endpoint=\"/a\",method=\"GET\"}"))
        .isEqualTo(1);
  }

  @Test
  void whatTheGroupLacksIsRefused() {
    assertRefused(
        GroupSettings.defaults().withName("reqests_total", "x_total"),
        "metric \"reqests_total\" is not one of the cache group");
    assertRefused(
        GroupSettings.defaults().withLabel("region", "zone"),
        "label \"region\" is not one of the cache group");
    assertRefused(
        GroupSettings.defaults().withLabels("hits_total", "region"),
        "label of hits_total \"region\" is not one of the cache group");
  }

  @Test
  void labelsBeyondTheBoundShareOneSeries() {
    WebSocketMetrics sockets =
        new WebSocketMetrics(metrics, GroupSettings.defaults().withMaxSeries(1));
    sockets.received("ping");
    sockets.received("x1");
    sockets.received("x2");
    assertThat(Seen.of(metrics).count("my_ws_messages_received_total{message_type=\"overflow\"}"))
        .isEqualTo(2);
  }

  @Test
  void settingsDoNotChange() {
    GroupSettings plain = GroupSettings.defaults();
    plain.withName("hits_total", "x_total");
    new CacheMetrics(metrics, plain).hit();
    assertThat(Seen.of(metrics).count("my_cache_hits_total")).isEqualTo(1);
  }

  @Test
  void whatIsMissingIsNamedAtOnce() {
    GroupSettings settings = GroupSettings.defaults();
    missing("upperBounds", () -> settings.withBuckets("x", (double[]) null));
    missing("gauges of x", () -> settings.withGauges("x", (LatencyGauge[]) null));
    missing("shapes of x must not hold null", () -> settings.withShapes("x", (LatencyShape) null));
    missing("labels of x must not hold null", () -> settings.withLabels("x", (String) null));
    missing("metrics must not hold null", () -> settings.without((String) null));
    missing("metrics", () -> new CallMetrics(null));
    missing("settings", () -> new CallMetrics(metrics, null));
    missing("waiting", () -> new QueueMetrics(metrics).watchSize(null));
    missing("well", () -> new ServiceMetrics(metrics).status("up", "Up.", null));
    missing("http", () -> new RequestMetrics(metrics, null));
    missing("type", () -> MeasuredProxy.of(null, this, new CallMetrics(metrics)));
  }

  private static void assertRefused(GroupSettings settings, String message) {
    assertThatThrownBy(() -> new CacheMetrics(MetricsCollector.create(), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
