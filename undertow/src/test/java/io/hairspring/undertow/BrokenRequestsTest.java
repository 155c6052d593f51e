package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request of HTTP/1.0 or 1.1 gets an answer of HTTP/1.1, is counted, and ends there. */
class BrokenRequestsTest {
  private static final String CHUNKED =
      String.join(
          "\r\n",
          "POST /metrics/reset HTTP/1.1",
          "Host: x",
          "Authorization: Bearer t",
          "Transfer-Encoding: chunked",
          "",
          "");
  private static final String NEXT = "GET /live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();

  @AfterEach
  void stop() throws Exception {
    Until.isTrue("no connection is left", () -> server.connections().open() == 0);
    server.close();
  }

  static Stream<String> brokenBodies() {
    return Stream.of(
        "-1\r\n",
        "zz\r\n",
        "\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        " 3\r\nabc\r\n0\r\n\r\n",
        "+3\r\nabc\r\n0\r\n\r\n",
        "3 5\r\nabc\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
        "3\r\nabcXX0\r\n\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3\r\nabcdef\r\n",
        "3;a\u0000\r\nabc\r\n0\r\n\r\n",
        "3;a\nabc\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n",
        "8000000000000000\r\n",
        "00000000000000000003\r\nabc\r\n0\r\n\r\n",
        "1;" + "x".repeat(9_000),
        "0\r\nbad\r\n\r\n",
        "0\r\nbad name: 1\r\n\r\n",
        "0\r\nX: 1\n\r\n",
        "0\r\n\rX",
        "0\r\nX: " + "y".repeat(9_000));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void aBodyThatIsNotInChunksIsABadRequest(String body) throws Exception {
    assertThatItIsRefused("400 Bad Request", CHUNKED + body);
    assertThatItIsRefused("400 Bad Request", CHUNKED.replace("POST", "GET") + body);
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void soItIsWhereEachByteComesAlone(String body) throws Exception {
    try (Socket socket = new Client(server.port()).open(CHUNKED)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      String sent = body.substring(0, Math.min(body.length(), 40));
      try {
        for (byte one : sent.getBytes(StandardCharsets.ISO_8859_1)) {
          out.write(one);
        }
        out.write(body.substring(sent.length()).getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException refused) {
        // as soon as it was wrong
      }
      assertThat(end(socket)).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
    assertThat(metrics.scrapeMetrics().refused().with("bad_request").total()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\n\r\n",
        "3\r\nabc\r\n0\r\n\r\n",
        "3 ;a=\"b\"\r\nabc\r\n0A\r\n0123456789\r\n000\r\n\r\n",
        "0\r\nX-Sum: 1\r\nY:\r\n\r\n"
      })
  void aBodyInChunksIsReadOverAndTheNextRequestIsTheOneBehindIt(String body) throws Exception {
    String answer = say(CHUNKED + body + CHUNKED + body + NEXT);
    assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    assertThat(answer).endsWith("{\"live\":true}");
    assertThat(metrics.scrapeMetrics().refused().with("bad_request").total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/3.0", "HTTP/9.9"})
  void anotherVersionIsAnsweredInOurs(String version) throws Exception {
    String request = NEXT.replace("HTTP/1.1", version);
    assertThatItIsRefused("505 ", request);
    String answers = say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n" + request);
    assertThat(answers)
        .startsWith("HTTP/1.1 200")
        .contains("HTTP/1.1 505 ")
        .doesNotContain("\"live\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /live HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET /live HTTP/1.10\r\nHost: x\r\n\r\n",
        "GET /live http/1.1\r\nHost: x\r\n\r\n",
        "GET /live HTTP/1.1 \r\nHost: x\r\n\r\n",
        "GET /live FOO\r\nHost: x\r\n\r\n",
        "GET /live\r\n\r\n",
        "GET\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "GET /li\u0000ve HTTP/1.1\r\nHost: x\r\n\r\n",
        "G(T /live HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /live HTTP/1.1\nHost: x\n\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nBad : 1\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\n: 1\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nnocolon\r\n\r\n",
        "GET /live HTTP/1.1\r\n X: folded\r\nHost: x\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n",
        "GET /live HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        "GET /live HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc",
        "GET /live HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
        "GET /live HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void aHeadThatIsNoneIsABadRequest(String head) throws Exception {
    assertThatItIsRefused("400 Bad Request", head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: x\r\nHost: y\r\n", "Host: a b\r\n"})
  void aRequestThatNamesNoHostOrSeveralIsABadRequest(String host) throws Exception {
    assertThatItIsRefused("400 ", "GET /live HTTP/1.1\r\n" + host + "\r\n");
  }

  @Test
  void headsThatAreTooLargeAreBadRequests() throws Exception {
    String large = "x".repeat(20_000);
    assertThatItIsRefused("400 ", "GET /" + large + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThatItIsRefused("400 ", large + " / HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThatItIsRefused("400 ", "GET / HTTP/1.1\r\nHost: x\r\nX: " + large + "\r\n\r\n");
    assertThatItIsRefused(
        "400 ", "GET / HTTP/1.1\r\nHost: x\r\n" + "X: a\r\n".repeat(100) + "\r\n");
  }

  private void assertThatItIsRefused(String status, String request) throws IOException {
    long before = metrics.scrapeMetrics().refused().with("bad_request").total();
    assertThat(say(request + NEXT)).startsWith("HTTP/1.1 " + status).doesNotContain("\"live\"");
    assertThat(metrics.scrapeMetrics().refused().with("bad_request").total()).isEqualTo(before + 1);
  }

  private String say(String bytes) throws IOException {
    try (Socket socket = new Client(server.port()).open("")) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return end(socket);
    }
  }

  private static String end(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        answer.append((char) c);
      }
    } catch (IOException reset) {
      // the server did not read to the end
    }
    return answer.toString();
  }
}
