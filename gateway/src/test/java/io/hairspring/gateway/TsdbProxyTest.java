package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Http;
import io.hairspring.undertow.MetricsServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The proxy routes before the databases of other projects. */
@Execution(ExecutionMode.CONCURRENT)
class TsdbProxyTest {
  private static final int ORDERS = 7;

  @TempDir private Path folder;
  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer scraped = MetricsServer.builder(metrics).port(0).start();
  private MetricsServer asking;

  @AfterEach
  void stop() {
    scraped.close();
    asking.close();
  }

  @Test
  void prometheusIsAsked() throws Exception {
    checkAllRoutes(Scraper::prometheus);
  }

  @Test
  void victoriaMetricsIsAsked() throws Exception {
    checkAllRoutes(Scraper::victoriaMetrics);
  }

  private void checkAllRoutes(BiFunction<Path, Integer, Scraper> start) throws Exception {
    metrics.info("shop_service_info", "The service.", Map.of("service", "orders"));
    metrics.counter("orders_total", "Orders.").register().add(ORDERS);
    try (Scraper tsdb = start.apply(folder, scraped.port())) {
      asking =
          MetricsServer.builder(MetricsCollector.create())
              .port(0)
              .tsdb(TsdbTarget.at(tsdb.url()).withServicesOf("shop_service_info", "service"))
              .start();
      tsdb.await("orders_total", count -> count == ORDERS);
      assertThat(get("health").body()).isEqualTo("{\"status\":\"healthy\"}");
      assertThat(get("services").body()).isEqualTo("[\"orders\"]");
      checkRange();
      assertThat(range("orders_total{").statusCode()).isIn(400, 422); // as each of them says
    }
    assertThat(get("health").statusCode()).isEqualTo(503);
    assertThat(get("services").statusCode()).isEqualTo(503);
    assertThat(range("up").statusCode()).isEqualTo(503);
  }

  private void checkRange() throws Exception {
    HttpResponse<String> answer = range("orders_total");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode read = new ObjectMapper().readTree(answer.body());
    assertThat(read.at("/status").asText()).isEqualTo("success");
    JsonNode values = read.at("/data/result/0/values");
    assertThat(values.get(values.size() - 1).get(1).asText()).isEqualTo("" + ORDERS);
  }

  private HttpResponse<String> range(String query) {
    long now = Instant.now().getEpochSecond();
    return get(
        "query_range?query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&start="
            + (now - 60)
            + "&end="
            + (now + 1) // the sample may be younger than this second
            + "&step=1s");
  }

  private HttpResponse<String> get(String route) {
    return Http.get(URI.create(asking.url() + "api/metrics/" + route));
  }
}
