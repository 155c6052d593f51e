package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.testing.Until;
import io.hairspring.undertow.Router.Route;
import io.undertow.server.handlers.PathHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServerSetUpTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> MetricsServer.builder(metrics).port(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() {
    MetricsServer.Builder builder = MetricsServer.builder(metrics);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.resetToken(" "));
  }

  @Test
  void aSecretThatIsMissingIsNamed() {
    MetricsServer.Builder builder = MetricsServer.builder(metrics);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.scrapeToken(null)) // a variable that is not set
        .withMessage("scrapeToken must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.scrapeUser("prometheus", null))
        .withMessage("password of scrapeUser must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.scrapeUser(null, "secret"))
        .withMessageContaining("name of scrapeUser");
  }

  @Test
  void aServerTellsWhereItIsAndMayBeClosedTwice() throws Exception {
    MetricsServer server = MetricsServer.builder(metrics).port(0).start();
    assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port() + "/");
    assertThat(new Client(server.port()).get("/live").statusCode()).isEqualTo(200);
    server.close();
    server.close();
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void aServerThatIsClosedByAnInterruptedThreadStopsAndLeavesItInterrupted() throws Exception {
    MetricsServer server = MetricsServer.builder(metrics).port(0).start();
    Client client = new Client(server.port());
    assertThat(client.get("/live").statusCode()).isEqualTo(200);
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> client.get("/live")).isInstanceOf(IOException.class);
  }

  @Test
  void healthAnswersWithItsStatus() throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    AtomicBoolean moving = new AtomicBoolean(true);
    AtomicReference<CheckResult> found = new AtomicReference<>(CheckResult.degraded("slow"));
    Health health =
        Health.builder()
            .version("9")
            .pause(Duration.ofMillis(1))
            .liveWhen("moving", moving::get)
            .check("upstream", found::get)
            .readyWhen("started", ready::get)
            .build();
    try (MetricsServer server = MetricsServer.builder(metrics).port(0).health(health).start()) {
      Client client = new Client(server.port());
      assertThat(client.get("/health").statusCode()).isEqualTo(200);
      assertThat(client.get("/health").body()).startsWith("{\"status\":\"degraded\"");
      found.set(CheckResult.unhealthy("gone"));
      assertThat(status(client, "/health?fresh=false")).isEqualTo(200);
      Until.isTrue("after the pause", () -> status(client, "/api/v1/health") == 503);
      assertThat(status(client, "/health?fresh=false")).isEqualTo(503);
      assertThat(client.get("/ready").statusCode()).isEqualTo(503);
      assertThat(client.get("/ready").body())
          .isEqualTo("{\"ready\":false,\"missing\":[\"started\"]}");
      ready.set(true);
      assertThat(client.get("/ready").body()).isEqualTo("{\"ready\":true}");
      assertThat(client.get("/live").body()).isEqualTo("{\"live\":true}");
      moving.set(false);
      assertThat(client.get("/live").statusCode()).isEqualTo(503);
      assertThat(client.get("/live").body()).isEqualTo("{\"live\":false,\"missing\":[\"moving\"]}");
    } finally {
      health.close();
    }
  }

  private static int status(Client client, String path) {
    try {
      return client.get(path).statusCode();
    } catch (Exception failure) {
      throw new AssertionError(path, failure);
    }
  }

  @Test
  void theRoutesCanBeMountedInAHostsOwnServer() throws Exception {
    PathHandler paths =
        new PathHandler(exchange -> exchange.setStatusCode(418))
            .addPrefixPath("/admin", MetricsServer.builder(metrics).handler());
    try (Host host = new Host(paths)) {
      assertThat(host.client().get("/admin/metrics").body()).contains("hairspring_series ");
      assertThat(host.client().get("/admin/").body()).contains("<!doctype html>");
      assertThat(host.client().get("/admin/nothing").statusCode()).isEqualTo(404);
      assertThat(host.client().get("/metrics").statusCode()).isEqualTo(418);
    }
  }

  @Test
  void anAnswerThatFailsTellsNothingOfWhatWentOnInside() throws Exception {
    Route failing =
        Route.get(
            null,
            exchange -> {
              throw new IllegalStateException("secret");
            });
    try (Host host =
        new Host(
            new Router(
                new ReadAccess(List.of()), Map.of("/", failing), new ServerMetrics(metrics)))) {
      HttpResponse<String> answer = host.client().get("/");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("{\"error\":\"internal error\"}");
    }
  }

  @Test
  void requestsThatAreMeasuredShowAmongTheKeyFigures() throws Exception {
    try (Host host =
            new Host(
                RequestMetricsHandler.builder(metrics)
                    .build(exchange -> exchange.setStatusCode(503)));
        MetricsServer server = MetricsServer.builder(metrics).port(0).start()) {
      host.client().get("/a");
      Until.isTrue("counted", () -> Lines.of(metrics).sum("http_requests_total{") == 1);
      assertThat(new Client(server.port()).get("/metrics/health").body())
          .contains("\"requests_total\":1", "\"request_errors_total\":1");
    }
  }
}
