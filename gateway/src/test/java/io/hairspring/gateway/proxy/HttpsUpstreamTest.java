package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsUpstreamTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  @Test
  void anUpstreamIsTrustedByItsCertificateAndItsName() throws Exception {
    KeyStore keys = certificateFor("localhost");
    Undertow upstream =
        Undertow.builder()
            .addHttpsListener(0, "localhost", identity(keys))
            .setHandler(
                exchange ->
                    exchange
                        .getResponseSender()
                        .send("for " + exchange.getRequestHeaders().getFirst(Headers.HOST)))
            .build();
    upstream.start();
    try {
      int port = port(upstream);
      URI named = URI.create("https://localhost:" + port);
      HttpResponse<String> answer = get(named, trusting(keys));
      assertThat(answer.body()).isEqualTo("for localhost:" + port);
      assertThat(get(named, SSLContext.getDefault()).statusCode()).isEqualTo(502);
      URI otherwiseNamed = URI.create("https://127.0.0.1:" + port);
      assertThat(get(otherwiseNamed, trusting(keys)).statusCode()).isEqualTo(502);
    } finally {
      upstream.stop();
    }
  }

  private static HttpResponse<String> get(URI target, SSLContext tls) {
    try (ReverseProxy proxy =
        new ReverseProxy(
            List.of(Route.toAll(target)),
            Gateways.GENEROUS,
            tls,
            CallObserver.none(),
            exchange -> exchange.setStatusCode(404))) {
      Undertow server =
          Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(proxy).build();
      server.start();
      try {
        return Http.get(URI.create("http://127.0.0.1:" + port(server) + "/"));
      } finally {
        server.stop();
      }
    }
  }

  private KeyStore certificateFor(String name) throws Exception {
    Path store = folder.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext identity(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("upstream", keys.getCertificate(keys.aliases().nextElement()));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static int port(Undertow server) {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
