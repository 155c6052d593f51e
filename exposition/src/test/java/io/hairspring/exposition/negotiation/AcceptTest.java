package io.hairspring.exposition.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
  private static final List<MediaType> OFFERED =
      List.of(
          MediaType.of("text/plain; version=0.0.4; charset=utf-8"),
          MediaType.of("application/openmetrics-text; version=1.0.0; charset=utf-8"));

  private static String chosen(String... lines) {
    return OFFERED.get(Accept.of(List.of(lines)).choose(OFFERED)).type();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Prometheus 2.33 | text        | application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
          Prometheus 2.42 | application | application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
          Prometheus 2.50 | application | application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2
          Prometheus 3    | application | application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2
          Prometheus 3.0.0 | application | application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2
          with protobuf   | application | application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
          vmagent         | text        | text/plain;version=0.0.4;q=1,*/*;q=0.1
          curl            | text        | */*
          client_java     | application | application/openmetrics-text; version=1.0.0; charset=utf-8
          a browser       | text        | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
          HttpURLConnection | text      | text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2
          """)
  void realClientsAreGivenWhatTheyWouldRatherHave(String client, String type, String header) {
    assertThat(chosen(header)).as(client).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text",
        "APPLICATION/OpenMetrics-Text;Version=\"1.0.0\"",
        "application/openmetrics-text;version=\"1.0\\.0\" ; Q=0.8 , text/plain;q=0.799",
        "application/*, text/plain;q=0.9",
        "text/plain;q=0, */*;q=0.001",
        "text/*;q=0.5, */*",
        "text/plain;version=0.0.4;q=0.1, text/plain, application/*;q=0.2",
        "text/plain, text/plain;version=0.0.4;q=0.1, application/*;q=0.2",
        "application/openmetrics-text, application/openmetrics-text;q=0",
        "application/openmetrics-text;q=high, application/*, text/plain;q=0.1",
        "application/openmetrics-text;charset=UTF-8",
        "*, text/plain;q=0",
        "*/*, application/openmetrics-text",
        "application/openmetrics-text, text/plain",
        "application/openmetrics-text;q=0.3333, text/plain;q=0.3332",
        "text/plain;q=0.5;version=0.0.4, application/openmetrics-text;q=0.6;ext",
        "text/html;comment=\"a, text/plain; \\\" b\", application/openmetrics-text;q=0.1",
        ", ,application/openmetrics-text;;q=1,"
      })
  void openMetricsIsGivenWhereItIsWantedMore(String header) {
    assertThat(chosen(header)).isEqualTo("application");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "text/plain, application/openmetrics-text",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=0, */*",
        "application/openmetrics-text;q=0.0000, text/html",
        "application/openmetrics-text;q=2",
        "application/openmetrics-text;q=-1",
        "application/openmetrics-text;q=high",
        "application/openmetrics-text;q=0.5.5",
        "application/openmetrics-text;q=.",
        "application/openmetrics-text;q=0.12345678901",
        "application/openmetrics-text;q=0;q=1",
        "application/openmetrics-text;version=\"1.0.0\"0",
        "application/openmetrics-text;version=1.0.0 ext",
        "application/openmetrics-text;escaping=allow utf-8",
        "application/openmetrics-text;escaping=",
        "application/openmetrics-text;version=9",
        "application/openmetrics-text;version=\"1.0.0",
        "application openmetrics-text",
        "*/openmetrics-text",
        "application/",
        "/,/;=,;,\"\",\"",
        "text/html",
        "text/plain;q=0, application/openmetrics-text;q=0"
      })
  void whatIsNotAcceptedOrCannotBeReadFallsBackToText(String header) {
    assertThat(chosen(header)).isEqualTo("text");
  }

  @Test
  void withoutAHeaderTextIsGiven() {
    assertThat(chosen()).isEqualTo("text");
  }

  @Test
  void linesCountAsOneList() {
    assertThat(chosen("text/plain;q=0.5", "application/openmetrics-text")).isEqualTo("application");
    assertThat(chosen("application/openmetrics-text;q=0.4", "text/plain;q=0.5")).isEqualTo("text");
  }

  @Test
  void rangesBeyondTheBoundAreNotRead() {
    assertThat(chosen("text/html,".repeat(64) + "application/openmetrics-text")).isEqualTo("text");
  }

  @Test
  void whatIsOfferedMustBeAMediaType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MediaType.of("plain"))
        .withMessageContaining("\"plain\"");
  }
}
