package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** An actuator that listens on another port than the application. */
class ManagementPortTest {
  @Test
  void scrapersAreAnsweredThereAsOnTheApplicationsOwn() throws IOException {
    try (Gateway gateway =
        Gateway.start("management.server.port=0", "management.server.address=127.0.0.1")) {
      gateway.get("/orders/7");
      assertScrapesGoTo(gateway);
    }
  }

  static void assertScrapesGoTo(Gateway gateway) {
    int port = gateway.managementPort();
    assertThat(port).isNotEqualTo(gateway.port());
    assertThat(gateway.get("/actuator/prometheus").statusCode()).isEqualTo(404);
    String openMetrics = "application/openmetrics-text; version=1.0.0";
    HttpResponse<byte[]> scraped =
        gateway.ask(
            port,
            "GET",
            "/actuator/prometheus?name%5B%5D=process_uptime_seconds",
            "Accept",
            openMetrics,
            "Accept-Encoding",
            "identity");
    assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(Gateway.text(scraped).lines()).hasSize(5).last().isEqualTo("# EOF");
    HttpResponse<byte[]> gzip =
        gateway.ask(port, "GET", "/actuator/prometheus", "Accept-Encoding", "gzip");
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    HttpResponse<byte[]> table =
        gateway.ask(port, "GET", "/actuator/hairspring", "Accept", "text/plain");
    assertThat(Gateway.text(table)).startsWith("latency ");
  }
}
