package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients that ask for protobuf, for an escaping or for HDR payloads are sent. */
class FormatsOverHttpTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<LatencyRecorder> jobs =
      metrics.latency("job_seconds", "Jobs.").family("kind");
  private final MetricsServer server = MetricsServer.builder(metrics).port(0).start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() {
    server.close();
  }

  private String type(String path, String accept) throws Exception {
    return client.get(path, "Accept", accept).headers().firstValue("Content-Type").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 |
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | allow-utf-8
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=underscores | underscores
          """)
  void prometheusWithNativeHistogramsIsGivenProtobuf(String accept, String escaping)
      throws Exception {
    assertThat(type("/metrics", accept))
        .isEqualTo(PROTOBUF + (escaping == null ? "" : "; escaping=" + escaping));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/json; charset=utf-8",
        "application/json, */*;q=0.5 | application/json; charset=utf-8",
        "text/plain;q=0.5, application/json | application/json; charset=utf-8",
        "application/json;q=0.5, text/plain | text/plain; version=0.0.4; charset=utf-8",
        "application/json;q=0 | text/plain; version=0.0.4; charset=utf-8",
        "*/* | text/plain; version=0.0.4; charset=utf-8",
        "text/html, application/xml;q=0.9, */*;q=0.8 | text/plain; version=0.0.4; charset=utf-8"
      })
  void jsonIsForThoseWhoAskForIt(String accept, String type) throws Exception {
    HttpResponse<String> answer = client.get("/metrics", "Accept", accept);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept");
    assertThat(answer.body().startsWith("{")).isEqualTo(type.contains("json"));
  }

  @ParameterizedTest
  @CsvSource({
    "allow-utf-8, allow-utf-8",
    "underscores, underscores",
    "values, values",
    "dots, dots",
    "no-such, underscores"
  })
  void theEscapingThatNamesAreIsSaidToWhoeverAsks(String asked, String said) throws Exception {
    String accept =
        "application/openmetrics-text;version=1.0.0;escaping=" + asked + ";q=0.6,*/*;q=0.2";
    assertThat(type("/metrics", accept)).isEqualTo(OPEN_METRICS + "; escaping=" + said);
    assertThat(type("/metrics", "application/openmetrics-text;version=1.0.0"))
        .isEqualTo(OPEN_METRICS);
    assertThat(type("/metrics/json", "application/json;escaping=" + asked))
        .isEqualTo("application/json; charset=utf-8");
  }

  @Test
  void hdrPayloadsHoldEveryCount() throws Exception {
    Histogram expected = new Histogram(1, 3_600_000_000_000L, 2);
    for (long nanos = 1; nanos < 100_000_000_000L; nanos = nanos * 3 + 1) {
      jobs.with("small").record(nanos);
      expected.recordValue(nanos);
    }
    jobs.with("large").record(7);
    JsonNode histograms =
        JsonMapper.builder()
            .build()
            .readTree(client.get("/metrics/hdr?name=job_seconds").body())
            .get("histograms");
    assertThat(histograms).hasSize(2);
    JsonNode small = histograms.get(0);
    assertThat(small.get("name").asText()).isEqualTo("job_seconds");
    assertThat(small.get("labels").get("kind").asText()).isEqualTo("small");
    assertThat(small.get("count").asLong()).isEqualTo(expected.getTotalCount());
    byte[] payload = Base64.getDecoder().decode(small.get("histogram").asText());
    Histogram read = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(payload), 0);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void hdrPayloadsAreForNamedFamiliesOnly() throws Exception {
    for (String path : List.of("/metrics/hdr", "/metrics/hdr?name[]=job_seconds")) {
      HttpResponse<String> answer = client.get(path);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("name expected at least once");
    }
    assertThat(client.get("/metrics/hdr?name=no_such").body()).contains("\"histograms\":[]");
    assertThat(client.get("/metrics/hdr?name=" + "a".repeat(251)).statusCode()).isEqualTo(400);
  }
}
