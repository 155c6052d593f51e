package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes on a host's own port, wherever it mounts them. */
class MountedRoutesTest {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final MetricsCollector metrics = MetricsCollector.create();

  private static PathHandler paths() {
    return Handlers.path(exchange -> exchange.getResponseSender().send("the host's"));
  }

  private HttpHandler routes() {
    return MetricsServer.builder(metrics).handler();
  }

  private static void assertMetrics(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(TEXT);
    assertThat(answer.body()).contains("# TYPE hairspring_series gauge");
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, application/json",
    "/metrics/json, application/json",
    "/metrics/health, uptime_seconds",
    "/health, health_details",
    "/api/v1/health, health_details",
    "/ready, ready",
    "/live, live"
  })
  void eachRouteAnswersAtItsExactPath(String path, String part) throws Exception {
    try (Host host = new Host(paths().addExactPath(path, routes()))) {
      for (String asked : new String[] {path, path + "/"}) {
        HttpResponse<String> answer =
            host.client()
                .get(asked, "Accept", path.equals("/metrics") ? "application/json" : "*/*");
        assertThat(answer.statusCode()).as(asked).isEqualTo(200);
        assertThat(answer.headers().map() + answer.body()).as(asked).contains(part);
      }
      assertThat(host.client().get("/other").body()).isEqualTo("the host's");
    }
  }

  @Test
  void theMetricsAtTheirExactPathAreThoseOfAScrape() throws Exception {
    try (Host host = new Host(paths().addExactPath("/metrics", routes()))) {
      assertMetrics(host.client().get("/metrics"));
      assertMetrics(host.client().get("/metrics/"));
      assertThat(host.client().get("/metrics/json").body()).isEqualTo("the host's");
      assertThat(host.client().get("/metrics;x").body()).doesNotContain("hairspring_series");
    }
  }

  @Test
  void underThePathOfTheMetricsWhatIsBelowThemIsThere() throws Exception {
    try (Host host = new Host(paths().addPrefixPath("/metrics", routes()))) {
      assertMetrics(host.client().get("/metrics"));
      assertMetrics(host.client().get("/metrics/"));
      assertThat(host.client().get("/metrics/json").body()).startsWith("{");
      assertThat(host.client().get("/metrics/health").body()).contains("\"series\"");
      assertThat(host.client().get("/metrics/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void underAnyPrefixAlsoANestedOneAllOfThemAre() throws Exception {
    PathHandler inner = new PathHandler().addPrefixPath("/inner", routes());
    try (Host host =
        new Host(paths().addPrefixPath("/ops", routes()).addPrefixPath("/outer", inner))) {
      for (String prefix : new String[] {"/ops", "/outer/inner"}) {
        assertMetrics(host.client().get(prefix + "/metrics"));
        assertThat(host.client().get(prefix + "/metrics/json").body()).startsWith("{");
        assertThat(host.client().get(prefix).body()).contains("<html");
        assertThat(host.client().get(prefix + "/").body()).contains("<html");
        assertThat(host.client().get(prefix + "/metrics/").statusCode()).isEqualTo(404);
        assertThat(host.client().get(prefix + "/x/metrics").statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void anotherPathOfTheMetricsCanBeMountedLikewise() throws Exception {
    HttpHandler moved = MetricsServer.builder(metrics).path("/internal/stats").handler();
    try (Host host =
        new Host(
            paths()
                .addExactPath("/internal/stats", moved)
                .addPrefixPath("/a/internal", moved)
                .addExactPath("/metrics", moved))) {
      assertMetrics(host.client().get("/internal/stats"));
      assertMetrics(host.client().get("/internal/stats/"));
      assertMetrics(host.client().get("/a/internal/stats"));
      assertThat(host.client().get("/a/internal/stats/json").body()).startsWith("{");
      assertThat(host.client().get("/metrics").body()).doesNotContain("hairspring_series ");
    }
  }

  @Test
  void whatIsNoRouteGoesToTheNextHandlerAsItCame() throws Exception {
    HttpHandler next =
        exchange ->
            exchange
                .getRequestReceiver()
                .receiveFullString(
                    (e, body) ->
                        e.getResponseSender().send(e.getRelativePath() + " " + body.length()));
    HttpHandler guarded = MetricsServer.builder(metrics).scrapeToken("secret").handler(next);
    try (Host host = new Host(guarded)) {
      assertThat(host.client().get("/metrics").statusCode()).isEqualTo(401);
      assertMetrics(host.client().get("/metrics", "Authorization", "Bearer secret"));
      assertThat(host.client().get("/").body()).isEqualTo("/ 0");
      assertThat(host.client().get("/metricsx").body()).isEqualTo("/metricsx 0");
      assertThat(host.client().get("/metrics/").body()).isEqualTo("/metrics/ 0");
      String body = "b".repeat(20_000); // more than a route reads
      assertThat(
              host.client()
                  .raw(
                      "POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 20000"
                          + "\r\n\r\n"
                          + body))
          .endsWith("/in 20000");
    }
  }
}
