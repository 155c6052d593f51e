package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.micrometer.HairspringMeterRegistry;
import io.hairspring.testing.Until;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A Spring MVC application on Tomcat. On a class path of its own, without WebFlux. */
class ServletApplicationTest {
  private static final String SCRAPE = "/actuator/prometheus";

  private static Gateway application;

  @BeforeAll
  static void start() throws IOException {
    application = Gateway.start(List.of(Orders.class));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void itIsOne() {
    assertThat(application.server()).contains("Tomcat");
    assertThatThrownBy(() -> Class.forName("org.springframework.web.reactive.DispatcherHandler"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(application.bean(MeterRegistry.class)).isInstanceOf(HairspringMeterRegistry.class);
  }

  @Test
  void itsRequestsAreMeasured() {
    assertThat(Gateway.text(application.get("/taken/7"))).isEqualTo("7");
    String series = "http_server_requests_seconds_count\\{.*uri=\"/taken/\\{id}\"} 1";
    Until.isTrue(series, () -> application.page().lines().anyMatch(line -> line.matches(series)));
  }

  @Test
  void aClientGetsTheFormatAndTheFamiliesItAskedFor() {
    String openMetrics = "application/openmetrics-text; version=1.0.0";
    HttpResponse<byte[]> response =
        application.get(SCRAPE + "?name%5B%5D=process_uptime_seconds", "Accept", openMetrics);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace("; ", ";"))
        .isEqualTo("application/openmetrics-text;version=1.0.0;charset=utf-8");
    assertThat(Gateway.text(response).lines())
        .hasSize(5)
        .last()
        .isEqualTo("# EOF"); // type, unit, help, value
  }

  @Test
  void whoAcceptsGzipGetsIt() throws IOException {
    HttpResponse<byte[]> response = application.get(SCRAPE, "Accept-Encoding", "gzip");
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] page = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(page, StandardCharsets.UTF_8)).contains("jvm_memory_used_bytes{");
  }

  @Test
  void theOtherPagesAreThere() {
    HttpResponse<byte[]> table =
        application.get("/actuator/hairspring/summary", "Accept", "text/plain");
    assertThat(Gateway.text(table)).startsWith("latency ");
    assertThat(application.get("/actuator/hairspring/nothing").statusCode()).isEqualTo(404);
    assertThat(Gateway.text(application.get("/actuator/health"))).contains("\"UP\"");
  }

  @Test
  void theActuatorMayHaveAPortOfItsOwn() throws IOException {
    try (Gateway other = Gateway.start(List.of(Orders.class), "management.server.port=0")) {
      ManagementPortTest.assertScrapesGoTo(other);
    }
  }

  /** What it answers. */
  @RestController
  static class Orders {
    @GetMapping("/taken/{id}")
    String order(@PathVariable("id") String id) {
      return id;
    }
  }
}
