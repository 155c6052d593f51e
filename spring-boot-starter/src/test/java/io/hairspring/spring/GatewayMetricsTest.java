package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What the starter's own filters measure, on a clock that a filter and the upstream move. */
class GatewayMetricsTest {
  private static Gateway gateway;

  /** Time, and a filter that takes it. */
  @Configuration(proxyBeanMethods = false)
  static class Clockwork {
    private final AtomicLong nanos = new AtomicLong();

    @Bean
    CollectorConfig config() {
      return CollectorConfig.defaults().withTicker(nanos::get).withClockThread(false);
    }

    private void pass(long millis) {
      nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    /** Without an order, as most are. */
    @Bean
    GlobalFilter ownWork() {
      return (exchange, chain) ->
          switch (exchange.getRequest().getPath().value()) {
            case "/orders/timed" -> {
              pass(200);
              yield chain.filter(exchange).then(Mono.fromRunnable(() -> pass(50)));
            }
            case "/orders/refused" ->
                Mono.error(new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS));
            default -> chain.filter(exchange);
          };
    }
  }

  @BeforeAll
  static void start() throws IOException {
    gateway =
        Gateway.start(
            List.of(Clockwork.class),
            "spring.cloud.gateway.server.webflux.routes[1].id=down",
            "spring.cloud.gateway.server.webflux.routes[1].uri=http://127.0.0.1:"
                + Gateway.closedPort(),
            "spring.cloud.gateway.server.webflux.routes[1].predicates[0]=Path=/down/**",
            "spring.cloud.gateway.server.webflux.routes[2].id=here",
            "spring.cloud.gateway.server.webflux.routes[2].uri=forward:///actuator/health",
            "spring.cloud.gateway.server.webflux.routes[2].predicates[0]=Path=/here/**");
    Clockwork clock = gateway.bean(Clockwork.class);
    Gateway.onTimed = () -> clock.pass(300);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A request is recorded just after the client has its answer. */
  private static void showsSoon(String line) {
    Until.isTrue(
        line + " in\n" + gateway.page(),
        () -> gateway.page().lines().anyMatch(shown -> shown.startsWith(line)));
  }

  @Test
  void timeInTheGatewayIsToldFromThatOfTheUpstream() {
    assertThat(gateway.get("/orders/timed").statusCode()).isEqualTo(404);
    showsSoon("gateway_requests_total{route=\"orders\",method=\"GET\",status=\"404\"} 1");
    showsSoon("gateway_own_duration_seconds_sum{route=\"orders\"} 0.25");
    showsSoon("gateway_route_wait_seconds_sum{route=\"orders\"} 0.3");
    showsSoon("gateway_request_duration_seconds_sum{route=\"orders\",method=\"GET\"} 0.55");
  }

  @Test
  void aRequestThatAFilterRefusesHasItsStatus() {
    assertThat(gateway.get("/orders/refused").statusCode()).isEqualTo(429);
    showsSoon("gateway_requests_total{route=\"orders\",method=\"GET\",status=\"429\"} 1");
    showsSoon("gateway_requests_aborted_total{route=\"orders\",method=\"GET\"} ");
  }

  @Test
  void aRouteThatIsDownIsAnErrorThatWaited() {
    assertThat(gateway.get("/down/1").statusCode()).isEqualTo(500);
    showsSoon("gateway_requests_total{route=\"down\",method=\"GET\",status=\"500\"} 1");
    showsSoon("gateway_request_errors_total{route=\"down\",method=\"GET\"} 1");
    showsSoon("gateway_route_wait_seconds_count{route=\"down\"} 1");
  }

  @Test
  void whatTheGatewayAnswersItselfHasItsPattern() {
    gateway.get("/actuator/hairspring/json");
    showsSoon(
        "gateway_requests_total{route=\"/actuator/hairspring/{view}\",method=\"GET\",status=\"200\"}");
    gateway.get("/nowhere/" + System.nanoTime());
    showsSoon("gateway_requests_total{route=\"/**\",method=\"GET\",status=\"404\"} 1");
    showsSoon("gateway_requests_aborted_total{route=\"/**\",method=\"GET\"} 0");
    assertThat(gateway.page()).doesNotContain("gateway_route_wait_seconds_count{route=\"/**\"}");
  }

  @Test
  void whatIsForwardedInsideDoesNotWait() {
    assertThat(gateway.get("/here/1").statusCode()).isEqualTo(200);
    showsSoon("gateway_own_duration_seconds_count{route=\"here\"} 1");
    assertThat(gateway.page()).doesNotContain("gateway_route_wait_seconds_count{route=\"here\"}");
  }

  @Test
  void methodsThatClientsMakeUpAreOne() {
    gateway.ask("BREW", "/orders/7");
    showsSoon("gateway_requests_total{route=\"orders\",method=\"other\",status=\"200\"} 1");
  }

  @Test
  void aClientThatLeavesIsCounted() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      client
          .getOutputStream()
          .write(
              "GET /orders/never HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      showsSoon("gateway_requests_in_flight 2"); // with the scrape
    }
    showsSoon("gateway_requests_aborted_total{route=\"orders\",method=\"GET\"} 1");
    showsSoon("gateway_requests_total{route=\"orders\",method=\"GET\",status=\"none\"} 1");
    showsSoon("gateway_requests_in_flight 1");
  }
}
