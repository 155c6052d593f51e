package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.RawClient;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client on a connection that is kept, of a gateway that begins to stop. */
class DrainTest {
  private final Drain drain =
      new Drain(() -> 0, exchange -> exchange.getResponseSender().send("ok"));
  private final Undertow server =
      Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(drain).build();

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void theFirstAnswerAfterTheBeginningSaysThatItIsTheLastAndIs() {
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    String ask = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawClient kept =
        RawClient.send(URI.create("http://127.0.0.1:" + address.getPort()), ask)) {
      assertThat(kept.readUntil("ok")).doesNotContain("close");
      drain.begin();
      kept.write(ask);
      assertThat(kept.readUntil("more than the answer"))
          .contains("Connection: close\r\n")
          .endsWith("ok");
    }
  }
}
