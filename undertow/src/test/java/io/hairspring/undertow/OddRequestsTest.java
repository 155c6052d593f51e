package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no honest client sends, byte by byte as they are. */
class OddRequestsTest {
  private static final String CLOSE = "Host: x\r\nConnection: close\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() throws Exception {
    assertThat(client.get("/ready").statusCode()).isEqualTo(200);
    Until.isTrue("no connection waits", () -> server.connections().busy() == 0);
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/../ready, 404",
    "/%2e%2e/ready, 404",
    "/metrics/../ready, 404",
    "//ready, 404",
    "/./ready, 404",
    "/ready/, 404",
    "/metrics%2Fjson, 404",
    "/metrics%2freset, 404",
    "/ready%00, 404",
    "/ready%0d%0aX:y, 404",
    "/ready;a=b, 404",
    "/metrics;/json, 404",
    "/%ZZ, 400",
    "\\ready, 400",
    "ready, 400",
    "*, 400",
    "/ready?, 200",
    "/r%65ady, 200",
    "http://x/ready, 200",
    "http://evil/ready, 400",
    "/metrics?name[]=%ff%fe, 200"
  })
  void aPathIsWhatItSaysAndNothingElse(String path, int status) throws Exception {
    assertThat(ask("GET " + path + " HTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "PUT", "PATCH", "POST", "NOSUCH", "get"})
  void noMethodButGetAndHeadReads(String method) throws Exception {
    assertThat(ask(method + " /metrics HTTP/1.1\r\nX-Secret: s3cret\r\n" + CLOSE))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD\r\n")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 6|Transfer-Encoding: chunked, 400",
    "Content-Length: 6|Content-Length: 7, 400",
    "Content-Length: -1, 400",
    "Content-Length: 4097, 413",
    "Content-Length: 99999999999, 413",
    "Transfer-Encoding: xchunked, 501"
  })
  void aBodyWhoseEndIsInDoubtEndsTheConnection(String headers, int status) throws Exception {
    String smuggled = "0\r\n\r\nGET /live HTTP/1.1\r\nHost: x\r\n\r\n";
    String answer =
        ask(
            "POST /metrics/reset HTTP/1.1\r\nHost: x\r\n"
                + headers.replace("|", "\r\n")
                + "\r\n\r\n"
                + smuggled);
    assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("\"live\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3\r\n\r\nabc", "Content-Length: 4096\r\n\r\n"})
  void aBodyIsReadOverAndTheNextRequestIsTheOneBehindIt(String body) throws Exception {
    String filled = body.contains("4096") ? body + "x".repeat(4_096) : body;
    String answer =
        ask(
            "POST /metrics/reset HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n"
                + filled
                + "GET /live HTTP/1.1\r\n"
                + CLOSE);
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"live\":true}");
  }

  @Test
  void aBodyInChunksThatHasNoEndIsCutOff() throws Exception {
    String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
    assertThat(
            ask(
                "POST /metrics/reset HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(5)))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void requestsThatComeAllAtOnceAreAnsweredInTheirOrder() throws Exception {
    String live = "GET /live HTTP/1.1\r\nHost: x\r\n\r\n";
    String all = (live + live.replace("live", "ready")).repeat(50);
    String answers = ask(all + "GET / HTTP/1.1\r\n" + CLOSE);
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(102);
    assertThat(answers.indexOf("\"live\"")).isLessThan(answers.indexOf("\"ready\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        "Upgrade: websocket\r\n",
        "Range: bytes=0-0,1-1,-1\r\n",
        "Expect: 200-ok\r\n",
        "X-Prometheus-Scrape-Timeout-Seconds: 1e999\r\n",
        "Accept: text/plain;x=\"\\\\\\\r\n",
        "Accept-Encoding: gzip;q=,;;,\r\n"
      })
  void whatAHeaderAsksForIsNotDoneAndHurtsNobody(String header) throws Exception {
    assertThat(ask("GET /metrics?name[]=hairspring_epoch HTTP/1.1\r\n" + header + CLOSE))
        .startsWith("HTTP/1.1 200")
        .endsWith("hairspring_epoch 1\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 1_001, 10_000})
  void moreNamesThanThereMayBeAreRefused(int names) throws Exception {
    StringBuilder query = new StringBuilder();
    IntStream.range(0, names).forEach(i -> query.append("name[]=").append(i).append('&'));
    assertThat(ask("GET /metrics?" + query + " HTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /ready\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void anotherProtocolIsRefused(String bytes) throws Exception {
    assertThat(ask(bytes)).doesNotContain(" 200 ");
  }

  /** Says this and returns what comes back until the server ends the connection. */
  private String ask(String bytes) throws IOException {
    try (Socket socket = client.open("")) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain("Exception", "\tat ", "io.undertow");
      return answer;
    }
  }
}
