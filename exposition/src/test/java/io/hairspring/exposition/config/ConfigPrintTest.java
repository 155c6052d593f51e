package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.http.MetricsServer;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigPrintTest {
  @Test
  void whatIsPrintedTellsPlacesAndNoSecrets() {
    String printed = settings().print();
    assertThat(printed)
        .contains("# from HAIRSPRING_METRICS_PORT\nmetrics-port=9090\n")
        .contains("# from prefix\nmetrics-prefix=wilab_\n")
        .contains("# default\nmetrics-host=127.0.0.1\n")
        .contains("# default\n#max-stripes=\n")
        .contains("# from HAIRSPRING_RESET_TOKEN, not shown\n#reset-token=\n")
        .doesNotContain("hidden");
  }

  @Test
  void whatIsPrintedReadsBackAsTheSame() throws Exception {
    Properties read = new Properties();
    read.load(new StringReader(settings().print()));
    ConfigSettings again =
        ConfigSettings.builder(HairspringConfig.KEYS).properties("again", read).build();
    assertThat(again.get(ConfigKeys.PORT)).isEqualTo("9090");
    assertThat(again.get(ConfigKeys.LABELS)).isEqualTo("path=C:\\x");
    assertThat(again.get(ConfigKeys.RESET_TOKEN)).isNull();
  }

  @Test
  void theServerIsTheConfiguredOne() throws Exception {
    HairspringConfig config =
        HairspringConfig.load(
            null,
            Map.of(),
            Map.of(
                "metrics-port", "0",
                "metrics-max-connections", "1",
                "path", "/stats",
                "prefix", "shop_",
                "global-labels", "region=eu",
                "metrics-user", "prometheus",
                "metrics-password", "hidden",
                "latency-buckets", "0.1,1",
                "size-buckets", "10"));
    MetricsCollector metrics = MetricsCollector.create(config.collector());
    assertThat(config.requests(metrics).build(exchange -> {})).isNotNull();
    metrics.counter("orders_total", "Orders.").register().inc();
    try (MetricsServer server = config.server(metrics).start()) {
      assertThat(get(server, "").statusCode()).isEqualTo(401);
      assertThat(get(server, "Basic cHJvbWV0aGV1czpoaWRkZW4=").body())
          .contains("shop_orders_total{region=\"eu\"} 1\n");
      assertThat(metrics.scrapeMetrics().connectionsDisplaced().total()).isEqualTo(1);
    }
  }

  private static ConfigSettings settings() {
    return ConfigSettings.builder(HairspringConfig.KEYS)
        .environment(Map.of("HAIRSPRING_METRICS_PORT", "9090", "HAIRSPRING_RESET_TOKEN", "hidden"))
        .set("prefix", "wilab_")
        .set("metrics-labels", "path=C:\\x")
        .build();
  }

  private static HttpResponse<String> get(MetricsServer server, String authorization)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "stats"))
                .header("Authorization", authorization)
                .build(),
            BodyHandlers.ofString());
  }
}
