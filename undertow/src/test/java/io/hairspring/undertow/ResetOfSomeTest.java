package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResetOfSomeTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("kind", "at");
  private final Counter errors = metrics.counter("errors_total", "Errors.").register();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());

  ResetOfSomeTest() {
    jobs.with("small", "night & day").add(3);
    jobs.with("large", "night").add(4);
    errors.add(5);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNameResetsItsFamilyAlone() throws Exception {
    JsonNode closed = JsonMapper.builder().build().readTree(reset("?name=jobs_total").body());
    assertThat(closed.at("/families")).hasSize(1);
    assertThat(closed.at("/families/0/series")).hasSize(2);
    assertThat(value("jobs_total{")).isZero();
    assertThat(value("errors_total")).isEqualTo(5);
  }

  @Test
  void labelValuesInTheirOrderResetOneSeriesAlone() throws Exception {
    HttpResponse<String> answer = reset("?name=jobs_total&label=small&label=night%20%26%20day");
    JsonNode closed = JsonMapper.builder().build().readTree(answer.body());
    assertThat(closed.at("/families/0/series")).hasSize(1);
    assertThat(closed.at("/families/0/series/0/value").asLong()).isEqualTo(3);
    assertThat(value("jobs_total{kind=\"small\"")).isZero();
    assertThat(value("jobs_total{kind=\"large\"")).isEqualTo(4);
  }

  @Test
  void whatDoesNotExistIsNotFoundAndNothingIsReset() throws Exception {
    for (String query :
        List.of(
            "?name=jobs",
            "?name=",
            "?name=jobs_total&label=small",
            "?name=jobs_total&label=small&label=no",
            "?name=errors_total&label=x",
            "?name=" + "x".repeat(4_000))) {
      assertThat(reset(query).statusCode()).as(query).isEqualTo(404);
    }
    assertThat(value("jobs_total{") + value("errors_total")).isEqualTo(12);
  }

  @Test
  void aQueryThatMakesNoSenseIsRefused() throws Exception {
    for (String query :
        List.of("?name=jobs_total&name=errors_total", "?label=small", "?nam=jobs_total", "?x")) {
      assertThat(reset(query).statusCode()).as(query).isEqualTo(400);
    }
    assertThat(value("hairspring_server_refusals_total{reason=\"bad_request\"}")).isEqualTo(4);
    assertThat(value("jobs_total{") + value("errors_total")).isEqualTo(12);
  }

  private HttpResponse<String> reset(String query) throws Exception {
    return client.send("POST", "/metrics/reset" + query, "Authorization", "Bearer t");
  }

  private double value(String start) {
    return Lines.of(metrics).sum(start);
  }
}
