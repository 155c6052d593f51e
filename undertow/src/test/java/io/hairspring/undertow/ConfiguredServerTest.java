package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.testing.Until;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers and handlers are as somebody configured them. */
class ConfiguredServerTest {
  @Test
  void theServerIsTheConfiguredOne() throws Exception {
    HairspringConfig config =
        HairspringConfig.load(
            null,
            Map.of(),
            Map.of(
                "metrics-port", "0",
                "metrics-max-connections", "1",
                "path", "/stats",
                "prefix", "shop_",
                "global-labels", "region=eu",
                "metrics-user", "prometheus",
                "metrics-password", "hidden",
                "latency-buckets", "0.1,1",
                "size-buckets", "10"));
    MetricsCollector metrics = MetricsCollector.create(config.collector());
    assertThat(RequestMetricsHandler.builder(metrics, config).build(exchange -> {})).isNotNull();
    metrics.counter("orders_total", "Orders.").register().inc();
    try (MetricsServer server = MetricsServer.builder(metrics, config).start()) {
      assertThat(get(server, "").statusCode()).isEqualTo(401);
      assertThat(get(server, "Basic cHJvbWV0aGV1czpoaWRkZW4=").body())
          .contains("shop_orders_total{region=\"eu\"} 1\n");
      assertThat(metrics.scrapeMetrics().connectionsEvicted().total()).isEqualTo(1);
    }
  }

  @Test
  void asManySlowRequestsCanBeConfiguredAsAreKept() {
    assertThat(slowRequests(SlowRequests.MOST_PER_ROUTE)).isEqualTo(SlowRequests.MOST_PER_ROUTE);
    assertThatThrownBy(() -> slowRequests(SlowRequests.MOST_PER_ROUTE + 1))
        .hasMessageContaining("slow-requests");
  }

  private static int slowRequests(int most) {
    Map<String, String> code = Map.of("slow-requests", Integer.toString(most));
    return HairspringConfig.load(null, Map.of(), code).slowRequests();
  }

  @Test
  void configuredBucketsStayWhereSettingsNameNoOthers() throws Exception {
    HairspringConfig config =
        HairspringConfig.load(
            null,
            Map.of("HAIRSPRING_LATENCY_BUCKETS", "1,2", "HAIRSPRING_SIZE_BUCKETS", "3"),
            Map.of());
    MetricsCollector metrics = MetricsCollector.create(config.collector());
    HttpHandler handler =
        RequestMetricsHandler.builder(metrics, config)
            .settings(
                GroupSettings.defaults()
                    .withName("request_duration_seconds", "took_seconds")
                    .withBuckets("response_size_bytes", 4))
            .namePrefix("api_")
            .build(exchange -> {});
    HttpServerMetrics other =
        new HttpServerMetrics(
            metrics,
            GroupSettings.http(config.latencyBuckets(), config.sizeBuckets()).withPrefix("other_"));
    other.handle("/", "GET").record(200, 1, 1, 1);
    assertThat(RequestMetricsHandler.builder(other, config).build(exchange -> {})).isNotNull();
    request(handler, "/a");
    request(handler, "/metrics"); // is not measured
    Until.isTrue("counted", () -> text(metrics).contains("api_requests_in_flight 0"));
    String of = "{endpoint=\"/a\",method=\"POST\",le=";
    assertThat(text(metrics))
        .contains("took_seconds_bucket" + of + "\"2.0\"}")
        .contains("api_request_size_bytes_bucket" + of + "\"3.0\"}")
        .contains("api_response_size_bytes_bucket" + of + "\"4.0\"}")
        .doesNotContain("endpoint=\"/metrics\"")
        .contains("other_request_duration_seconds_bucket{endpoint=\"/\",method=\"GET\",le=\"2.0\"}")
        .contains("other_request_size_bytes_bucket{endpoint=\"/\",method=\"GET\",le=\"3.0\"}");
  }

  private static HttpResponse<String> get(MetricsServer server, String authorization)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "stats"))
                .header("Authorization", authorization)
                .build(),
            BodyHandlers.ofString());
  }

  private static void request(HttpHandler handler, String path) throws Exception {
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1", handler).build();
    server.start();
    try {
      int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .POST(HttpRequest.BodyPublishers.ofString("body"))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
    } finally {
      server.stop();
    }
  }

  private static String text(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer page = new Utf8Buffer();
    format.begin(page);
    format.end(metrics.visit(format));
    return page.toString();
  }
}
