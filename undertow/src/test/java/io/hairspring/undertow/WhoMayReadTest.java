package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.undertow.server.handlers.PathHandler;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoMayReadTest {
  private static final String TOKEN = "Bearer s3cret";
  private static final String USER = "Basic cHJvbWV0aGV1czpwYXNz"; // prometheus:pass

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics)
          .port(0)
          .resetToken("reset")
          .scrapeToken("s3cret")
          .scrapeUser("prometheus", "pass")
          .start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoeverShowsTheTokenOrTheUserMayRead() throws Exception {
    for (String shown : List.of(TOKEN, USER)) {
      for (String path : List.of("/", "/metrics", "/metrics/json", "/metrics/health", "/health")) {
        assertThat(status("GET", path, shown)).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void nobodyElseMay() throws Exception {
    for (String shown : List.of("Bearer reset", "Bearer s3cre", "Basic s3cret", "s3cret", "x")) {
      assertThat(status("GET", "/metrics", shown)).as(shown).isEqualTo(401);
    }
    HttpResponse<String> refused = client.get("/metrics");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"metrics\"", "Basic realm=\"metrics\", charset=\"UTF-8\"");
    assertThat(refused.body()).startsWith("{\"error\":").doesNotContain("s3cret", "prometheus");
  }

  @ParameterizedTest
  @CsvSource({"Basic x, " + TOKEN, TOKEN + ", Basic x", TOKEN + ", " + TOKEN})
  void twoHeadersAreNotTriedInTurn(String first, String second) throws Exception {
    assertThat(
            client.raw(
                "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                    + first
                    + "\r\nAuthorization: "
                    + second
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void livenessAndReadinessAreOpenAndNothingElseIs() throws Exception {
    assertThat(client.get("/live").statusCode()).isEqualTo(200);
    assertThat(client.get("/ready").statusCode()).isEqualTo(200);
    for (String path : List.of("/", "/health", "/metrics/json", "/no/such", "/live/", "/live/..")) {
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(client.send("DELETE", "/metrics").statusCode()).isEqualTo(401);
  }

  @Test
  void theResetTokenAloneResets() throws Exception {
    assertThat(status("POST", "/metrics/reset", TOKEN)).isEqualTo(401);
    assertThat(status("POST", "/metrics/reset", USER)).isEqualTo(401);
    assertThat(status("POST", "/metrics/reset", "Bearer reset")).isEqualTo(200);
  }

  @Test
  void aMountedHandlerAsksAsWell() throws Exception {
    PathHandler paths =
        new PathHandler()
            .addPrefixPath(
                "/admin", MetricsServer.builder(metrics).scrapeToken("s3cret").handler());
    try (Host host = new Host(paths)) {
      assertThat(host.client().get("/admin/metrics").statusCode()).isEqualTo(401);
      assertThat(host.client().get("/admin/live").statusCode()).isEqualTo(200);
      assertThat(host.client().get("/admin/metrics", "Authorization", TOKEN).statusCode())
          .isEqualTo(200);
    }
  }

  private int status(String method, String path, String authorization) throws Exception {
    return client.send(method, path, "Authorization", authorization).statusCode();
  }
}
