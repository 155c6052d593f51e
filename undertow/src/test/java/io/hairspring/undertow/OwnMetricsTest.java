package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnMetricsTest {
  private static final String TEXT = "{route=\"/metrics\",format=\"text/plain\"}";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).scrapeToken("t").resetToken("r").start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aScrapeShowsInTheNext() throws Exception {
    int bytes = scrape("/metrics").body().length();
    Until.isTrue("timed", () -> value("hairspring_scrape_duration_seconds_count" + TEXT) == 1);
    assertThat(value("hairspring_scrapes_total{outcome=\"success\"}")).isEqualTo(1);
    assertThat(value("hairspring_scrape_bytes_total" + TEXT)).isEqualTo(bytes);
    assertThat(value("hairspring_scrape_rendering_seconds_count" + TEXT)).isEqualTo(1);
    assertThat(scrape("/metrics").body())
        .contains("hairspring_scrape_duration_seconds_sum" + TEXT)
        .contains("hairspring_scrapes_total{outcome=\"slow_client\"} 0\n")
        .doesNotContain("application/json");
  }

  @Test
  void aScrapeTellsAllThatTheServerAndTheCollectorDoAndRefuse() throws Exception {
    Family<Counter> full = metrics.counter("full_total", "Full.").maxSeries(1).family("a");
    full.with("1");
    full.with("2");
    full.with("2".repeat(2_000));
    metrics.latency("late_seconds", "Late.").register().record(-1);
    metrics
        .source("away", sink -> sink.gauge("away", 1))
        .families(SourceFamily.gauge("away", "Away."))
        .register();
    scrape("/metrics");
    Until.isTrue("counted", () -> value("hairspring_scrapes_total{outcome=\"success\"}") == 1);
    assertThat(scrape("/metrics").body())
        .contains(
            "\nhairspring_scrape_duration_seconds_sum" + TEXT,
            "\nhairspring_scrape_rendering_seconds_sum" + TEXT,
            "\nhairspring_scrape_bytes_total" + TEXT,
            "\nhairspring_series ",
            "\nhairspring_scrapes_shared_total 0\n",
            "\nhairspring_scrapes_total{outcome=\"refused\"} 0\n",
            "\nhairspring_scrapes_total{outcome=\"timed_out\"} 0\n",
            "\nhairspring_connections ",
            "\nhairspring_connections_refused_total 0\n",
            "\nhairspring_server_refusals_total{reason=\"busy\"} 0\n",
            "\nhairspring_callback_failures_total 0\n",
            "\nhairspring_source_failures_total{source=\"away\"} 0\n",
            "\nhairspring_source_timeouts_total{source=\"away\"} 0\n",
            "\nhairspring_resets_total{scope=\"all\"} 0\n",
            "\nhairspring_series_expired_total 0\n",
            "\nhairspring_recordings_clamped_total{bound=\"lowest\"} 1\n",
            "\nhairspring_label_values_too_long_total{family=\"full_total\"} 1\n",
            "\nhairspring_series_overflowed_total{family=\"full_total\"} 1\n");
  }

  @Test
  void formatsAndRoutesAreToldApart() throws Exception {
    scrape("/metrics/json");
    client.get(
        "/metrics",
        "Authorization",
        "Bearer t",
        "Accept",
        "application/openmetrics-text; version=1.0.0");
    Until.isTrue("counted", () -> value("hairspring_scrapes_total{outcome=\"success\"}") == 2);
    String count = "hairspring_scrape_rendering_seconds_count";
    String openMetrics = "{route=\"/metrics\",format=\"application/openmetrics-text\"}";
    assertThat(value(count + openMetrics)).isEqualTo(1);
    assertThat(value(count + "{route=\"/metrics/json\",format=\"application/json\"}")).isEqualTo(1);
    assertThat(value(count + TEXT)).isZero();
  }

  @Test
  void whatIsRefusedIsCountedByItsReason() throws Exception {
    client.get("/metrics");
    client.send("POST", "/metrics/reset", "Authorization", "Bearer t");
    scrape("/metrics?" + "name[]=a&".repeat(101));
    assertThat(client.raw("NO/REQUEST\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(value("hairspring_server_refusals_total{reason=\"unauthorized\"}")).isEqualTo(2);
    assertThat(value("hairspring_server_refusals_total{reason=\"bad_request\"}")).isEqualTo(2);
    assertThat(value("hairspring_scrapes_total{")).isZero();
  }

  @Test
  void aClientThatLeavesIsCountedOnce() throws Exception {
    HeldScrapes held = new HeldScrapes(metrics);
    try (Socket leaving = client.open(request())) {
      held.awaitFirst();
      leaving.setSoLinger(true, 0); // a reset, which the server sees when it answers
    }
    held.release();
    Until.isTrue(
        "counted", () -> value("hairspring_scrapes_total{outcome=\"client_disconnected\"}") == 1);
    assertThat(value("hairspring_scrapes_total{")).isEqualTo(1);
  }

  @Test
  void serversOfOneCollectorCountTogether() throws Exception {
    try (MetricsServer other = MetricsServer.builder(metrics).port(0).start()) {
      new Client(other.port()).get("/metrics");
      scrape("/metrics");
      Until.isTrue("both", () -> value("hairspring_scrapes_total{outcome=\"success\"}") == 2);
    }
  }

  @Test
  void healthReadsTheSameCounts() throws Exception {
    scrape("/metrics");
    Until.isTrue("counted", () -> value("hairspring_scrapes_total{outcome=\"success\"}") == 1);
    assertThat(scrape("/metrics/health").body())
        .contains("\"scrapes_success\":1", "\"scrapes_refused\":0", "\"scrapes_shared\":0");
  }

  @Test
  void aCollectorThatIsSwitchedOffIsServedAllTheSame() throws Exception {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    try (MetricsServer quiet = MetricsServer.builder(off).port(0).start()) {
      assertThat(new Client(quiet.port()).get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  private static String request() {
    return "GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\r\n";
  }

  private double value(String start) {
    return Lines.of(metrics).sum(start);
  }

  private HttpResponse<String> scrape(String path) throws IOException, InterruptedException {
    return client.get(path, "Authorization", "Bearer t");
  }
}
