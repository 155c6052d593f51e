package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How names of any characters are spelled for clients that say how, and for those that do not. */
class Utf8NamesOverHttpTest {
  private static final String PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
          + "*/*;q=0.2";
  private static final String TEXT_1 = "text/plain; version=1.0.0; charset=utf-8";

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withUtf8Names(true));
  private final MetricsServer server = MetricsServer.builder(metrics).port(0).start();
  private final Client client = new Client(server.port());

  Utf8NamesOverHttpTest() {
    metrics.counter("http.requests_total", "Requests.").family("my.path").with("/").inc();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow();
  }

  @Test
  void prometheus3IsGivenThemAsTheyAre() throws Exception {
    HttpResponse<String> answer = client.get("/metrics", "Accept", PROMETHEUS_3);
    assertThat(type(answer))
        .isEqualTo(
            "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8");
    assertThat(answer.body())
        .contains("# TYPE \"http.requests\" counter\n")
        .contains("\n{\"http.requests_total\",\"my.path\"=\"/\"} 1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "allow-utf-8, '{\"http.requests_total\",\"my.path\"=\"/\"} 1'",
    "underscores, 'http_requests_total{my_path=\"/\"} 1'",
    "dots, 'http_dot_requests__total{my_dot_path=\"/\"} 1'",
    "values, 'U__http_2e_requests__total{U__my_2e_path=\"/\"} 1'"
  })
  void whoeverAsksIsAnsweredSo(String escaping, String line) throws Exception {
    for (String version : new String[] {"0.0.4", "1.0.0"}) {
      String type = "text/plain;version=" + version;
      HttpResponse<String> answer =
          client.get("/metrics", "Accept", type + ";escaping=" + escaping);
      assertThat(answer.body()).contains("\n" + line + "\n");
      assertThat(type(answer))
          .isEqualTo("text/plain; version=" + version + "; charset=utf-8; escaping=" + escaping);
    }
  }

  @Test
  void whoeverDoesNotAskIsGivenUnderscores() throws Exception {
    HttpResponse<String> answer = client.get("/metrics");
    assertThat(answer.body()).contains("\nhttp_requests_total{my_path=\"/\"} 1\n");
    assertThat(type(answer)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(type(client.get("/metrics", "Accept", "text/plain;version=1.0.0")))
        .isEqualTo(TEXT_1 + "; escaping=underscores");
    assertThat(type(client.get("/metrics", "Accept", "text/plain;version=1.0.0;escaping=no-such")))
        .isEqualTo(TEXT_1 + "; escaping=underscores");
  }

  @Test
  void theyAreAskedForInAnySpelling() throws Exception {
    for (String name : new String[] {"http.requests_total", "http_requests_total"}) {
      assertThat(client.get("/metrics?name[]=" + name).body()).contains("http_requests_total{");
    }
    assertThat(client.get("/metrics/json?name[]=http_requests_total").body())
        .contains("\"name\":\"http.requests_total\"");
  }
}
