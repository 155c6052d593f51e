package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which statuses count as errors is a setting, and so is how a metric is explained. */
class ChosenErrorsTest {
  private static final GroupSettings AND_429 =
      GroupSettings.defaults().withErrors(status -> status >= 500 || status == 429);
  private static final int[] STATUSES = {200, 404, 429, 429, 499, 500, 503, 600, 999};

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aServerCountsTheStatusesOfItsSettings() {
    HttpServerMetrics server = new HttpServerMetrics(metrics, AND_429);
    IntStream.of(STATUSES).forEach(status -> server.record("/a", "GET", status, 1));
    IntStream.of(STATUSES).forEach(status -> server.record("/a", "GET", status, 1));
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http_request_errors_total{endpoint=\"/a\",method=\"GET\"}"))
        .isEqualTo(12);
    assertThat(seen.count("http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"429\"}"))
        .isEqualTo(4);
  }

  @Test
  void aClientAndAnUpstreamSayWhichClassOfStatusItWas() {
    HttpClientMetrics client = new HttpClientMetrics(metrics, AND_429);
    UpstreamMetrics upstream = new UpstreamMetrics(metrics, AND_429);
    RequestMetrics requests = new RequestMetrics(metrics, new HttpServerMetrics(metrics), upstream);
    for (int status : STATUSES) {
      client.answered("/a", "GET", status, 1, -1, -1);
      upstream.upstream("openai", "gpt").answered(status, 1);
      requests.record("/a", "GET", status, 1, "openai", "gpt");
    }
    Seen seen = Seen.of(metrics);
    String of = "{endpoint=\"/a\",method=\"GET\",error_type=";
    assertThat(seen.count("http_client_errors_total" + of + "\"status_4xx\"}")).isEqualTo(2);
    assertThat(seen.count("http_client_errors_total" + of + "\"status_5xx\"}")).isEqualTo(4);
    String party = "{provider=\"openai\",model=\"gpt\"";
    assertThat(seen.count("upstream_errors_total" + party + ",error_type=\"status_4xx\"}"))
        .isEqualTo(4);
    assertThat(seen.count("upstream_errors_total" + party + ",error_type=\"status_5xx\"}"))
        .isEqualTo(8);
    assertThat(seen.get("upstream_error_rate" + party + "}")).isEqualTo(12 / 18.0);
    assertThat(seen.count("http_request_errors_total{endpoint=\"/a\",method=\"GET\"}"))
        .isEqualTo(4); // its own group counts from 500
  }

  @Test
  void settingsOverOthersLeaveWhatTheyDoNotName() {
    GroupSettings others =
        GroupSettings.defaults()
            .withPrefix("a_")
            .withHelp("hits_total", "Hits.")
            .withName("misses_total", "other")
            .withBuckets("x", 1);
    GroupSettings both = GroupSettings.defaults().withName("misses_total", "lost").over(others);
    assertThat(both.name("hits_total", "own_")).isEqualTo("a_hits_total");
    assertThat(both.name("misses_total", "own_")).isEqualTo("lost");
    assertThat(both.help("hits_total", "own")).isEqualTo("Hits.");
    assertThat(both.buckets("x")).containsExactly(1);
    assertThat(both.withBuckets("x").over(others).buckets("x")).isEmpty();
  }
}
