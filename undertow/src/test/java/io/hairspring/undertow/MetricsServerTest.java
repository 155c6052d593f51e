package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.MetricsCollector;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  private static final String TOKEN = "a-token-for-tests";

  private final MetricsCollector metrics = MetricsCollector.create();
  private MetricsServer server;
  private Client client;

  @BeforeEach
  void start() {
    metrics.counter("jobs_total", "Jobs.").family("kind").with("small").add(3);
    metrics.latency("job_seconds", "Time of jobs.").register().record(1_500_000_000);
    server =
        MetricsServer.builder(metrics)
            .port(0)
            .resetToken(TOKEN)
            .service("<b>shop</b>", "1.2.3")
            .start();
    client = new Client(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aScrapeIsTextWithTheExactContentType() throws Exception {
    HttpResponse<String> answer = client.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .contains("# TYPE jobs_total counter\njobs_total{kind=\"small\"} 3\n")
        .contains("job_seconds_count 1\n")
        .endsWith("\n");
  }

  @Test
  void whoeverAsksForOpenMetricsIsGivenIt() throws Exception {
    String prometheus =
        "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    HttpResponse<String> answer = client.get("/metrics?name[]=jobs_total", "Accept", prometheus);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    assertThat(answer.body())
        .isEqualTo("# TYPE jobs counter\n# HELP jobs Jobs.\njobs_total{kind=\"small\"} 3\n# EOF\n");
    assertThat(client.get("/metrics?name[]=no_such", "Accept", prometheus).body())
        .isEqualTo("# EOF\n");
  }

  @Test
  void acceptLinesAreReadTogetherAndNothingIsRefused() throws Exception {
    String text = "text/plain; version=0.0.4; charset=utf-8";
    HttpResponse<String> lines =
        client.get(
            "/metrics",
            "Accept",
            "text/plain;q=0.5",
            "Accept",
            "application/openmetrics-text; version=1.0.0");
    assertThat(lines.body()).endsWith("# EOF\n");
    for (String other : List.of("image/png", "text/plain;q=0", ";;,\"", "*/*")) {
      HttpResponse<String> answer = client.get("/metrics", "Accept", other);
      assertThat(answer.statusCode()).as(other).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).as(other).contains(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/metrics",
        "/metrics/json",
        "/metrics/summary",
        "/metrics/health",
        "/health",
        "/api/v1/health",
        "/ready",
        "/live"
      })
  void headHasTheHeadersOfGetAndNoBody(String path) throws Exception {
    String head = client.raw("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(head.indexOf("\r\n\r\n")).isEqualTo(head.length() - 4);
    HttpResponse<String> get = client.get(path);
    assertThat(head)
        .contains("Content-Type: " + get.headers().firstValue("Content-Type").orElseThrow())
        .contains("Content-Length: ")
        .contains("Cache-Control: no-store")
        .contains("X-Content-Type-Options: nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/metrics/json", "/ready", "/api/v1/health"})
  void anotherMethodIsRefusedWithWhatIsAllowed(String path) throws Exception {
    HttpResponse<String> answer = client.send("DELETE", path);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    assertThat(client.get("/metrics/").statusCode()).isEqualTo(404);
    HttpResponse<String> answer = client.get("/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\":\"not found\"}");
  }

  @Test
  void namesNarrowAScrapeToWholeFamilies() throws Exception {
    for (String name : List.of("name[]", "name%5B%5D")) {
      assertThat(client.get("/metrics?" + name + "=jobs_total&" + name + "=no_such").body())
          .isEqualTo(
              "# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total{kind=\"small\"} 3\n");
    }
    assertThat(client.get("/metrics?name[]=job_seconds_sum").body())
        .contains("job_seconds_count 1");
    HttpResponse<String> none = client.get("/metrics?name[]=no_such");
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(none.body()).isEmpty();
  }

  @Test
  void tooManyOrTooLongNamesAreRefused() throws Exception {
    assertThat(client.get("/metrics?" + "name[]=a&".repeat(100)).statusCode()).isEqualTo(200);
    assertThat(client.get("/metrics?" + "name[]=a&".repeat(101)).statusCode()).isEqualTo(400);
    assertThat(client.get("/metrics/json?name[]=" + "a".repeat(250)).statusCode()).isEqualTo(200);
    assertThat(client.get("/metrics/json?name[]=" + "a".repeat(251)).statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotHttpIsRefusedAndTheServerLives() throws Exception {
    String close = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    assertThat(client.raw("GET /metrics?name[]=%ZZ" + close + "\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("Exception");
    assertThat(client.raw("GET /metrics" + close + "X: " + "a".repeat(20_000) + "\r\n\r\n"))
        .doesNotContain("200 OK");
    assertThat(client.raw("\u0001\u0002 garbage\r\n\r\n")).doesNotContain("200 OK");
    assertThat(client.get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void theSummaryIsATableForWhoeverAsksForText() throws Exception {
    assertThat(json("/metrics/summary").at("/latencies/0/name").asText()).isEqualTo("job_seconds");
    HttpResponse<String> table = client.get("/metrics/summary", "Accept", "text/plain");
    assertThat(table.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(table.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    assertThat(table.body()).contains("latency", "p99", "1.5");
    for (String json : List.of("*/*", "text/plain;q=0.5, application/json", "text/plain;q=0")) {
      HttpResponse<String> answer = client.get("/metrics/summary", "Accept", json);
      assertThat(answer.body()).as(json).startsWith("{\"latencies\"");
    }
  }

  @Test
  void aResetNeedsTheToken() throws Exception {
    for (String header : List.of("Bearer wrong", TOKEN, "Basic " + TOKEN, "Bearer", "Bearer ")) {
      HttpResponse<String> refused = client.send("POST", "/metrics/reset", "Authorization", header);
      assertThat(refused.statusCode()).as(header).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    }
    assertThat(client.send("POST", "/metrics/reset").statusCode()).isEqualTo(401);
    HttpResponse<String> get = client.get("/metrics/reset");
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).contains("POST");
    assertThat(json("/metrics/health").at("/epoch").asLong()).isEqualTo(1);
  }

  @Test
  void aResetAnswersWithTheClosedEpoch() throws Exception {
    HttpResponse<String> closed =
        client.send("POST", "/metrics/reset", "Authorization", "bearer  " + TOKEN);
    assertThat(closed.statusCode()).isEqualTo(200);
    JsonNode epoch = JsonMapper.builder().build().readTree(closed.body());
    assertThat(epoch.at("/epoch/number").asLong()).isEqualTo(1);
    assertThat(value(epoch, "jobs_total")).isEqualTo(3);
    JsonNode next = json("/metrics/json");
    assertThat(next.at("/epoch/number").asLong()).isEqualTo(2);
    assertThat(value(next, "jobs_total")).isZero();
    assertThat(next.at("/epoch/start")).isEqualTo(epoch.at("/epoch/end"));
  }

  @Test
  void withoutAConfiguredTokenNobodyCanReset() throws Exception {
    try (MetricsServer closed = MetricsServer.builder(metrics).port(0).start()) {
      assertThat(
              new Client(closed.port())
                  .send("POST", "/metrics/reset", "Authorization", "Bearer " + TOKEN)
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void thePageEscapesTheServiceAndRunsNoOtherScript() throws Exception {
    HttpResponse<String> page = client.get("/");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .contains("&lt;b&gt;shop&lt;/b&gt;", "1.2.3")
        .doesNotContain("<b>shop", "{{", "http://", "https://");
  }

  @Test
  void theMetricsTellHowTheyDo() throws Exception {
    JsonNode health = json("/metrics/health");
    assertThat(health.at("/status").asText()).isEqualTo("healthy");
    assertThat(health.at("/version").asText()).isEqualTo("1.2.3");
    assertThat(health.at("/series").asLong()).isGreaterThan(2);
    assertThat(health.has("requests_total")).isFalse();
  }

  private JsonNode json(String path) throws Exception {
    return JsonMapper.builder().build().readTree(client.get(path).body());
  }

  private static long value(JsonNode answer, String family) {
    for (JsonNode each : answer.at("/families")) {
      if (each.at("/name").asText().equals(family)) {
        return each.at("/series/0/value").asLong();
      }
    }
    throw new AssertionError(family + " is missing");
  }
}
