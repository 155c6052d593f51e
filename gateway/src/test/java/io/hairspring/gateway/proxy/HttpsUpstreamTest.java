package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.forwarded.HopMark;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.SocketUpstream;
import io.hairspring.testing.Certificates;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

  @Test
  void anAnswerInSinglePiecesIsReadAsOverPlainSockets() throws Exception {
    String answer =
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            + "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok";
    speaking(
        socket -> {
          while (!SocketUpstream.head(socket).isEmpty()) {
            for (int i = 0; i < answer.length(); i++) {
              SocketUpstream.write(socket, answer.substring(i, i + 1));
            }
          }
        },
        url -> {
          assertThat(Http.get(url).body()).isEqualTo("ok");
          assertThat(Http.get(url).body()).isEqualTo("ok");
        });
  }

  @Test
  void anUploadThatBreaksOffGetsNoEnd() throws Exception {
    CompletableFuture<String> arrived = new CompletableFuture<>();
    speaking(
        socket -> {
          StringBuilder all = new StringBuilder(SocketUpstream.head(socket));
          try {
            for (int c = socket.getInputStream().read(); c >= 0; ) {
              all.append((char) c);
              c = socket.getInputStream().read();
            }
          } catch (IOException reset) {
            // an end as well
          }
          arrived.complete(all.toString());
        },
        url -> {
          String head = Http.head("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
          try (RawClient client = RawClient.send(url, head + "5\r\nhello\r\n")) {
            client.endOfSending();
            assertThat(arrived.join()).contains("hello").doesNotContain("\n0\r\n");
          }
        });
  }

  private void speaking(SocketUpstream.Script script, Consumer<URI> client) throws Exception {
    Path keys = Certificates.keyStore(folder.resolve("keys"), "PKCS12", "dns:localhost");
    try (SocketUpstream upstream =
        SocketUpstream.start(Certificates.showing(keys).getServerSocketFactory(), script)) {
      URI url = URI.create("https://localhost:" + upstream.url().getPort());
      behindProxy(url, Certificates.trusting(keys), client);
    }
  }

  private static HttpResponse<String> get(URI target, SSLContext tls) {
    AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
    behindProxy(target, tls, url -> answer.set(Http.get(url)));
    return answer.get();
  }

  private static void behindProxy(URI target, SSLContext tls, Consumer<URI> client) {
    try (ReverseProxy proxy =
        new ReverseProxy(
            List.of(Route.toAll(target)),
            Gateways.GENEROUS,
            tls,
            HopMark.random(),
            (exchange, left) -> {},
            CallObserver.none(),
            exchange -> exchange.setStatusCode(404))) {
      Undertow server =
          Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(proxy).build();
      server.start();
      try {
        client.accept(URI.create("http://127.0.0.1:" + port(server) + "/"));
      } finally {
        server.stop();
      }
    }
  }

  private static int port(Undertow server) {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
