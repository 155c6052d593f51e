package io.hairspring.undertow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Certificates;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final int SLOW_CLIENTS = 200;

  @TempDir static Path folder;
  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Certificates.keyStore(folder.resolve("keys.p12"), "PKCS12", "ip:127.0.0.1");
  }

  private static MetricsServer start(Path keyStore) {
    return builder(MetricsCollector.create(), keyStore).start();
  }

  private static MetricsServer.Builder builder(MetricsCollector metrics, Path keyStore) {
    return MetricsServer.builder(metrics)
        .port(0)
        .tls(keyStore, Certificates.PASSWORD.toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aScrapeIsAnsweredOverEitherProtocol(String protocol) throws Exception {
    try (MetricsServer server = start(keys)) {
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      HttpResponse<String> answer = get(server, "metrics", protocol);
      assertThat(answer.body()).contains("hairspring_series ");
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
    }
  }

  @Test
  void aJavaKeyStoreIsReadAsWell() throws Exception {
    Path jks = Certificates.keyStore(folder.resolve("keys.jks"), "JKS", "ip:127.0.0.1");
    try (MetricsServer server = start(jks)) {
      SSLContext trust = Certificates.trusting(jks);
      assertThat(get(server, "live", "TLSv1.3", trust).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoeverSpeaksInTheClearIsNotAnswered() throws Exception {
    try (MetricsServer server = start(keys)) {
      String answer = new Client(server.port()).raw("GET /live HTTP/1.0\r\n\r\n");
      assertThat(answer).doesNotContain("HTTP/1", "live");
    }
  }

  @Test
  void aKeyStoreThatCannotBeUsedIsNamedAndItsPasswordIsNot() throws Exception {
    MetricsServer.Builder builder = MetricsServer.builder(MetricsCollector.create());
    Path garbage = Files.writeString(folder.resolve("garbage"), "garbage");
    for (Path file : List.of(keys, garbage, folder.resolve("absent.p12"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.tls(file, "wr0ng".toCharArray()))
          .withMessageContaining("key store " + file)
          .withMessageNotContaining("wr0ng");
    }
  }

  @Test
  void aClientThatBreaksOffIsNotCountedAsSilent() throws Exception {
    MetricsCollector metrics = MetricsCollector.create();
    try (MetricsServer server = builder(metrics, keys).start()) {
      Client client = new Client(server.port());
      client.open("").close();
      client.open("GET /live HTTP/1.1\r\n\r\n").close();
      assertThatIOException()
          .isThrownBy(() -> get(server, "live", "TLSv1.3", SSLContext.getDefault())); // no trust
      try (Socket kept = Certificates.trusting(keys).getSocketFactory().createSocket()) {
        kept.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        kept.getOutputStream().write("GET /live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        assertThat(kept.getInputStream().read()).isEqualTo('H');
        kept.setSoLinger(true, 0); // so that it ends with a reset
      }
      Until.isTrue("all have ended", () -> server.connections().open() == 0);
    }
    for (String reason : List.of("silent", "headers", "idle")) {
      assertThat(metrics.scrapeMetrics().connectionsTimedOut().with(reason).total())
          .as(reason)
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /live HT", "GET /live HTTP/1.1\r\nHost: x\r\n\r\n"})
  void aClientThatSpeaksInTheClearLaterIsNotCountedAsSlow(String said) throws Exception {
    MetricsCollector metrics = MetricsCollector.create();
    try (MetricsServer server = builder(metrics, keys).start();
        Socket clear = new Client(server.port()).open("");
        Socket secret =
            Certificates.trusting(keys)
                .getSocketFactory()
                .createSocket(clear, "127.0.0.1", server.port(), false)) {
      secret.getOutputStream().write(said.getBytes(US_ASCII));
      if (said.endsWith("\n")) {
        assertThat(secret.getInputStream().read()).isEqualTo('H');
      }
      clear.getOutputStream().write("no record of TLS".getBytes(US_ASCII));
      Until.isTrue("ended", () -> server.connections().open() == 0);
    }
    assertThat(Lines.of(metrics).sum("hairspring_connections_timed_out_total")).isZero();
  }

  @Test
  void clientsThatAreSlowWithTheirHandshakeHurtNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (MetricsServer server = start(keys)) {
      Client client = new Client(server.port());
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(client.open(i % 2 == 0 ? "" : "\u0016\u0003\u0001\u0002")); // a hello's beginning
      }
      assertThat(get(server, "metrics", "TLSv1.3").statusCode()).isEqualTo(200);
      assertThat(get(server, "ready", "TLSv1.3").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static HttpResponse<String> get(MetricsServer server, String path, String protocol)
      throws Exception {
    return get(server, path, protocol, Certificates.trusting(keys));
  }

  private static HttpResponse<String> get(
      MetricsServer server, String path, String protocol, SSLContext trust)
      throws IOException, InterruptedException {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newBuilder()
        .sslContext(trust)
        .sslParameters(parameters)
        .build()
        .send(request, BodyHandlers.ofString());
  }
}
