package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.Parsers;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.upstream.ReplyPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A running gateway, read by the programs of other projects. */
@Execution(ExecutionMode.CONCURRENT)
class RealScrapersTest {
  private static final int REQUESTS = 40;
  private static final String REQUESTS_TOTAL =
      "sum(http_requests_total{endpoint=\"/openai/v1/models\",status=\"200\"})";

  @TempDir private Path folder;
  private Gateway gateway;

  @BeforeEach
  void startGatewayAndAskIt() {
    gateway =
        Gateway.start(
            Gateways.config(List.of(), Gateways.GENEROUS),
            model -> new ReplyPlan.Reply(0, 200, 10));
    URI models = gateway.url().resolve("openai/v1/models");
    for (int i = 0; i < REQUESTS; i++) {
      Http.get(models);
    }
    Scrape.await(gateway, REQUESTS, "http_requests_total");
  }

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void prometheusScrapesIt() {
    try (Scraper prometheus = Scraper.prometheus(folder, metricsPort())) {
      prometheus.await("up{job=\"hairspring\"}", up -> up == 1);
      prometheus.await(
          "scrape_samples_scraped{job=\"hairspring\"}", count -> count == samples(text()));
      prometheus.await(REQUESTS_TOTAL, count -> count == REQUESTS);
      prometheus.await("sum(http_request_duration_seconds_count)", count -> count == REQUESTS);
      prometheus.await("jvm_memory_used_bytes{area=\"heap\"}", bytes -> bytes > 0);
      prometheus.await("process_cpu_seconds_total", seconds -> seconds > 0);
      Http.get(gateway.url().resolve("openai/v1/models"));
      prometheus.await(REQUESTS_TOTAL, count -> count == REQUESTS + 1);
    }
  }

  @Test
  void victoriaMetricsScrapesIt() {
    try (Scraper victoriaMetrics = Scraper.victoriaMetrics(folder, metricsPort())) {
      victoriaMetrics.await("up{job=\"hairspring\"}", up -> up == 1);
      victoriaMetrics.await(REQUESTS_TOTAL, count -> count == REQUESTS);
    }
  }

  @Test
  void promtoolFindsNothingWrong() {
    Parsers.assertPromtoolAccepts(folder, text());
  }

  @Test
  void pythonsParserReadsEverySample() {
    String page = text();
    assertThat(Parsers.pythonSamples(folder, page))
        .contains(
            "http_requests_total{endpoint=/openai/v1/models,method=GET,status=200} "
                + (double) REQUESTS)
        .hasSize(samples(page));
  }

  private static int samples(String page) {
    return (int) page.lines().filter(line -> !line.startsWith("#")).count();
  }

  private String text() {
    return Http.get(gateway.metricsUrl().orElseThrow().resolve("metrics")).body();
  }

  private int metricsPort() {
    return gateway.metricsUrl().orElseThrow().getPort();
  }
}
