package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.testing.Until;
import io.hairspring.undertow.tsdb.FakeTsdb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsdbRoutesTest {
  private static final String JSON = "application/json";
  private static final String RANGE = "/api/metrics/query_range?query=up&start=0&end=60";
  private static final String DATA =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
          + "{\"metric\":{\"service\":\"workers\"},\"value\":[1,\"1\"]},"
          + "{\"metric\":{\"service\":\"orchestrator\"},\"value\":[1,\"1\"]},"
          + "{\"metric\":{},\"value\":[1,\"1\"]}]}}";

  private final MetricsCollector metrics = MetricsCollector.create();
  private MetricsServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aRangeQueryIsAskedOfTheDatabaseAndItsAnswerHandedOn() throws Exception {
    String body = "{\"status\":\"success\"}";
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON + "; charset=utf-8", body)) {
      Client client = serve(TsdbTarget.at(tsdb.url().resolve("/select/0/")));
      HttpResponse<String> answer =
          client.get(
              "/api/metrics/query_range?query=up%7Bjob%3D%22a%22%7D&start=2026-01-28T10:00:00Z"
                  + "&end=1769594400.5&step=30s&url=http://elsewhere/&host=elsewhere");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.headers().firstValue("Content-Type")).contains(JSON + "; charset=utf-8");
      assertThat(tsdb.targets())
          .containsExactly(
              "/select/0/api/v1/query_range?query=up%7Bjob%3D%22a%22%7D"
                  + "&start=2026-01-28T10%3A00%3A00Z&end=1769594400.5&step=30s");
      Until.isTrue("counted", () -> ended("query_range", "answered") == 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "422", "503"})
  void anErrorOfTheDatabaseKeepsItsStatusAndBody(int status) throws Exception {
    String body = "{\"status\":\"error\",\"errorType\":\"bad_data\"}";
    try (FakeTsdb tsdb = FakeTsdb.answering(status, JSON, body)) {
      HttpResponse<String> answer = serve(TsdbTarget.at(tsdb.url())).get(RANGE);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, 502",
    "302, application/json, 502",
    "204, application/json, 502",
    "500, text/html, 500"
  })
  void whatIsNoAnswerOfThisApiIsNotHandedOn(int status, String type, int expected)
      throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(status, type, status == 204 ? "" : "<secret>")) {
      HttpResponse<String> answer = serve(TsdbTarget.at(tsdb.url())).get(RANGE);
      assertThat(answer.statusCode()).isEqualTo(expected);
      assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("secret");
      assertThat(tsdb.targets()).hasSize(1);
      assertThat(ended("query_range", "nonsense")).isEqualTo(1);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (FakeTsdb elsewhere = FakeTsdb.answering(200, JSON, "{}");
        FakeTsdb tsdb =
            new FakeTsdb(
                (target, socket) ->
                    FakeTsdb.write(
                        socket,
                        "HTTP/1.1 302 Found\r\nLocation: "
                            + elsewhere.url()
                            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))) {
      assertThat(serve(TsdbTarget.at(tsdb.url())).get(RANGE).statusCode()).isEqualTo(502);
      assertThat(elsewhere.targets()).isEmpty();
    }
  }

  @Test
  void whatIsNotHttpIsCalledSo() throws Exception {
    try (FakeTsdb tsdb =
        new FakeTsdb((target, socket) -> FakeTsdb.write(socket, "hello\r\n\r\n"))) {
      HttpResponse<String> answer = serve(TsdbTarget.at(tsdb.url())).get(RANGE);
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("something else than expected");
    }
  }

  @Test
  void aDatabaseThatIsAwayIs503() throws Exception {
    Client client = serve(TsdbTarget.at(awayUrl()));
    HttpResponse<String> answer = client.get(RANGE);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"the time-series database cannot be reached\"}");
    assertThat(client.get("/api/metrics/services").statusCode()).isEqualTo(503);
    HttpResponse<String> health = client.get("/api/metrics/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).startsWith("{\"status\":\"unhealthy\",\"error\":\"");
    assertThat(ended("query_range", "away")).isEqualTo(1);
  }

  @Test
  void withoutADatabaseTheRoutesAre503() throws Exception {
    Client client = serve(null);
    assertThat(client.get(RANGE).statusCode()).isEqualTo(503);
    assertThat(client.get("/api/metrics/services").statusCode()).isEqualTo(503);
    assertThat(client.get("/api/metrics/health").body())
        .isEqualTo(
            "{\"status\":\"unhealthy\",\"error\":\"no time-series database is configured\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "start=0&end=1, query",
    "query=&start=0&end=1, query",
    "query=up&query=down&start=0&end=1, query",
    "query=up&end=1, start",
    "query=up&start=now&end=1, start",
    "query=up&start=9&end=1, end",
    "query=up&start=0&end=1&step=0, step",
    "query=up&start=0&end=99999999&step=1s, step"
  })
  void badParametersAreNamedAndNotHandedOn(String parameters, String named) throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, "{}")) {
      HttpResponse<String> answer =
          serve(TsdbTarget.at(tsdb.url())).get("/api/metrics/query_range?" + parameters);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":\"" + named + ": expected ");
      assertThat(
              Lines.of(metrics).value("hairspring_server_refusals_total{reason=\"bad_request\"}"))
          .isEqualTo(1);
      assertThat(tsdb.targets()).isEmpty();
    }
  }

  @Test
  void onlyTheThreeQuestionsAreAnswered() throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, "{}")) {
      Client client = serve(TsdbTarget.at(tsdb.url()));
      assertThat(client.get("/api/metrics/query?query=up").statusCode()).isEqualTo(404);
      assertThat(client.get("/api/metrics/query_range/../admin").statusCode()).isEqualTo(404);
      assertThat(client.send("POST", RANGE).statusCode()).isEqualTo(405);
      assertThat(tsdb.targets()).isEmpty();
    }
  }

  @Test
  void servicesAreTheValuesOfTheLabelSorted() throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, DATA)) {
      Client client =
          serve(TsdbTarget.at(tsdb.url()).withServicesOf("asdlc_service_info", "service"));
      assertThat(client.get("/api/metrics/services").body())
          .isEqualTo("[\"orchestrator\",\"workers\"]");
      assertThat(ended("services", "answered")).isEqualTo(1);
      assertThat(tsdb.targets())
          .containsExactly("/api/v1/query?query=group+by+%28service%29+%28asdlc_service_info%29");
    }
  }

  @Test
  void servicesFallBackWhenTheyCannotBeAskedFor() throws Exception {
    Client client = serve(TsdbTarget.at(awayUrl()).withServices(List.of("a", "b")));
    assertThat(client.get("/api/metrics/services").body()).isEqualTo("[\"a\",\"b\"]");
  }

  @ParameterizedTest
  @CsvSource({"200, healthy", "302, degraded", "500, degraded"})
  void healthIsWhatTheDatabaseSaysOfItself(int status, String expected) throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(status, "text/plain", "OK")) {
      HttpResponse<String> answer = serve(TsdbTarget.at(tsdb.url())).get("/api/metrics/health");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"" + expected + "\"}");
      assertThat(tsdb.targets()).containsExactly("/health");
      assertThat(ended("health", "answered")).isEqualTo(1);
    }
  }

  private double ended(String route, String outcome) {
    return Lines.of(metrics)
        .value(
            "hairspring_tsdb_requests_total{route=\"/api/metrics/"
                + route
                + "\",outcome=\""
                + outcome
                + "\"}");
  }

  private Client serve(TsdbTarget target) {
    MetricsServer.Builder builder = MetricsServer.builder(metrics).port(0);
    server = (target == null ? builder : builder.tsdb(target)).start();
    return new Client(server.port());
  }

  /** Returns a URL on which nobody listens. */
  private static URI awayUrl() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
