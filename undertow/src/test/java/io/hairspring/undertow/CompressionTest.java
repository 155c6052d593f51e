package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());

  @BeforeEach
  void record() {
    Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("job");
    for (int i = 0; i < 500; i++) {
      jobs.with("job-" + i).add(i);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLargeAnswerIsZippedForWhoeverTakesIt() throws Exception {
    String plain = client.get("/metrics?name[]=jobs_total").body();
    for (int i = 0; i < 3; i++) { // the buffers are used again
      Answer answer = ask("GET", "/metrics?name[]=jobs_total", "Accept-Encoding: gzip");
      assertThat(answer.head)
          .contains("Content-Encoding: gzip", "Vary: Accept, Accept-Encoding")
          .contains("Content-Length: " + answer.body.length + "\r\n");
      assertThat(answer.body.length).isLessThan(plain.length() / 3);
      assertThat(unzipped(answer.body)).isEqualTo(plain);
    }
  }

  @Test
  void aResetsAnswerIsZippedToo() throws Exception {
    String headers = "Authorization: Bearer t\r\nAccept-Encoding: gzip";
    Answer answer = ask("POST", "/metrics/reset?name=jobs_total", headers);
    assertThat(answer.head).contains("Content-Encoding: gzip");
    assertThat(unzipped(answer.body)).contains("\"job-499\"");
  }

  @Test
  void whoeverDoesNotTakeItIsAnsweredAsItIs() throws Exception {
    for (String header : new String[] {"X: y", "Accept-Encoding: gzip;q=0, *;q=0"}) {
      Answer answer = ask("GET", "/metrics?name[]=jobs_total", header);
      assertThat(answer.head)
          .doesNotContain("Content-Encoding")
          .contains("Vary: Accept, Accept-Encoding");
      assertThat(new String(answer.body, StandardCharsets.UTF_8)).endsWith("499\n");
    }
  }

  @Test
  void aSmallAnswerIsZippedOnlyForWhoeverRefusesAnyOther() throws Exception {
    Answer small = ask("GET", "/metrics?name[]=no_such", "Accept-Encoding: gzip");
    assertThat(small.head).doesNotContain("Content-Encoding").contains("Content-Length: 0");
    Answer zipped = ask("GET", "/metrics?name[]=no_such", "Accept-Encoding: gzip, identity;q=0");
    assertThat(zipped.head).contains("Content-Encoding: gzip");
    assertThat(unzipped(zipped.body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1023, false", "1024, true"})
  void anAnswerIsSmallBelowAKibibyte(int bytes, boolean zipped) throws Exception {
    metrics.gauge("short", "Short.").register();
    int shortBytes = client.get("/metrics?name[]=short").body().length();
    metrics.gauge("large", "Large." + "x".repeat(bytes - shortBytes)).register();
    Answer answer = ask("GET", "/metrics?name[]=large", "Accept-Encoding: gzip");
    assertThat(answer.head.contains("Content-Encoding: gzip")).isEqualTo(zipped);
    assertThat(zipped ? unzipped(answer.body).length() : answer.body.length).isEqualTo(bytes);
  }

  @Test
  void headTellsWhatGetWouldSend() throws Exception {
    String path = "/metrics?name[]=jobs_total";
    Answer get = ask("GET", path, "Accept-Encoding: gzip");
    Answer head = ask("HEAD", path, "Accept-Encoding: gzip");
    assertThat(head.head.replaceAll("Date: .*", "")).isEqualTo(get.head.replaceAll("Date: .*", ""));
    assertThat(head.body).isEmpty();
  }

  private static String unzipped(byte[] body) throws IOException {
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    return new String(plain, StandardCharsets.UTF_8);
  }

  private Answer ask(String method, String path, String header) throws IOException {
    String request =
        method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n";
    try (Socket socket = client.open(request)) {
      byte[] all = socket.getInputStream().readAllBytes();
      int body = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      return new Answer(
          new String(all, 0, body, StandardCharsets.ISO_8859_1),
          Arrays.copyOfRange(all, body, all.length));
    }
  }

  private static final class Answer {
    private final String head;
    private final byte[] body;

    Answer(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }
  }
}
