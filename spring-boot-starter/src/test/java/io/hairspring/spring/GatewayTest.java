package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.micrometer.ExemplarSource;
import io.hairspring.micrometer.HairspringMeterRegistry;
import io.hairspring.testing.Until;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway whose one change is that it depends on the starter. */
class GatewayTest {
  private static final String SCRAPE = "/actuator/prometheus";
  private static final String OF_PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
          + "application/openmetrics-text;version=0.0.1;q=0.4,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,"
          + "*/*;q=0.1";
  private static Gateway gateway;

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    assertThat(gateway.get("/orders/7").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/orders/8").statusCode()).isEqualTo(404);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A meter may be recorded just after the client has its answer. */
  private static void showsSoon(String regex) {
    Until.isTrue(
        regex + " in\n" + gateway.page(),
        () -> gateway.page().lines().anyMatch(line -> line.matches(regex)));
  }

  @ParameterizedTest
  @CsvSource({"count", "sum"})
  void theGatewaysOwnMetricsKeepTheirNamesAndLabels(String figure) {
    showsSoon(
        "spring_cloud_gateway_requests_seconds_"
            + figure
            + "\\{httpMethod=\"GET\",httpStatusCode=\"200\",outcome=\"SUCCESSFUL\","
            + "routeId=\"orders\",routeUri=\"http://127.0.0.1:\\d+\",status=\"OK\"} .*");
  }

  @Test
  void aStatusOfTheUpstreamIsALabel() {
    showsSoon(
        "spring_cloud_gateway_requests_seconds_max\\{httpMethod=\"GET\",httpStatusCode=\"404\","
            + "outcome=\"CLIENT_ERROR\",routeId=\"orders\",.*status=\"NOT_FOUND\"} .*");
  }

  @Test
  void bootsMetricsAreThere() {
    showsSoon("http_server_requests_seconds_count\\{.*status=\"200\".*} .*");
    showsSoon("http_server_requests_seconds_max\\{.*} .*");
    showsSoon("jvm_memory_used_bytes\\{area=\"heap\",id=\"[^\"]+\"} .*");
    showsSoon("process_uptime_seconds .*");
  }

  @Test
  void theRegistryIsTheOnlyOne() {
    assertThat(gateway.bean(MeterRegistry.class)).isInstanceOf(HairspringMeterRegistry.class);
    assertThat(gateway.bean(HairspringMeterRegistry.class).metrics())
        .isSameAs(gateway.bean(MetricsCollector.class));
    assertThat(gateway.bean(ExemplarSource.class)).isInstanceOf(TracingExemplars.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                          | text/plain;version=0.0.4;charset=utf-8",
        "text/html                                    | text/plain;version=0.0.4;charset=utf-8",
        "application/openmetrics-text; version=1.0.0  | application/openmetrics-text;version=1.0.0;charset=utf-8",
        OF_PROMETHEUS_3
            + "                           | application/openmetrics-text;version=1.0.0;charset=utf-8;escaping=allow-utf-8",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited "
            + "| application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
      })
  void aClientGetsTheFormatItWouldRatherHave(String accept, String type) {
    HttpResponse<byte[]> response = gateway.get(SCRAPE, "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(type(response)).isEqualTo(type);
    assertThat(response.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElseThrow().replace("; ", ";");
  }

  @Test
  void whoAcceptsGzipGetsIt() throws IOException {
    HttpResponse<byte[]> response = gateway.get(SCRAPE, "Accept-Encoding", "gzip");
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] page = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(page, StandardCharsets.UTF_8)).contains("jvm_memory_used_bytes{");
    assertThat(gateway.get(SCRAPE).headers().firstValue("Content-Encoding"))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name%5B%5D=", "includedNames=", "includedNames=x,", "includedNames=x%2C"})
  void aClientMayNameFamilies(String parameter) {
    String query = "?" + parameter + "process_uptime_seconds";
    assertThat(Gateway.text(gateway.get(SCRAPE + query)).lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("process_uptime_seconds ");
  }

  @Test
  void tooManyNamesAreRefused() {
    String query = "?name%5B%5D=x" + "&name%5B%5D=x".repeat(100);
    HttpResponse<byte[]> response = gateway.get(SCRAPE + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Gateway.text(response)).contains("at most 100 times");
  }

  @Test
  void aSummaryIsThereForPeople() {
    HttpResponse<byte[]> table = gateway.get("/actuator/hairspring", "Accept", "text/plain");
    assertThat(Gateway.text(table)).startsWith("latency ").contains("http_server_requests");
    assertThat(type(gateway.get("/actuator/hairspring"))).startsWith("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus, text/plain",
    "hdr?name=x_seconds, application/json",
    "json, application/json"
  })
  void eachPageHasAName(String view, String type) {
    HttpResponse<byte[]> response = gateway.get("/actuator/hairspring/" + view);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(type(response)).startsWith(type);
  }

  @Test
  void whatIsNoPageIsNotFound() {
    assertThat(gateway.get("/actuator/hairspring/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void promtoolReadsThePage() throws IOException, InterruptedException {
    Promtool.reads(gateway.page());
  }

  @Test
  void nettyStaysTheServer() {
    assertThat(gateway.server()).contains("Netty");
  }
}
