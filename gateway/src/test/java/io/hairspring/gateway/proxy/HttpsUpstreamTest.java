package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.testing.Certificates;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsUpstreamTest {
  @TempDir private Path folder;

  @Test
  void anUpstreamIsTrustedByItsCertificateAndItsName() throws Exception {
    Path keys = Certificates.keyStore(folder.resolve("keys"), "PKCS12", "dns:localhost");
    Undertow upstream =
        Undertow.builder()
            .addHttpsListener(0, "localhost", Certificates.showing(keys))
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
      HttpResponse<String> answer = get(named, Certificates.trusting(keys));
      assertThat(answer.body()).isEqualTo("for localhost:" + port);
      assertThat(get(named, SSLContext.getDefault()).statusCode()).isEqualTo(502);
      URI otherwiseNamed = URI.create("https://127.0.0.1:" + port);
      assertThat(get(otherwiseNamed, Certificates.trusting(keys)).statusCode()).isEqualTo(502);
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
            HopMark.random(),
            Departures.unnoticed(),
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

  private static int port(Undertow server) {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
