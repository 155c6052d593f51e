package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.RequestMetrics;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestMetricsHandlerTest {
  private static final HttpHandler OK = exchange -> exchange.getResponseSender().send("12345");

  private final MetricsCollector metrics = MetricsCollector.create();

  private static RequestMetricsHandler.Builder measured(MetricsCollector metrics) {
    return RequestMetricsHandler.builder(metrics);
  }

  private void ended(int requests) {
    Until.isTrue(
        requests + " requests ended",
        () ->
            Lines.of(metrics).sum("http_requests_total{") == requests
                && Lines.of(metrics).value("http_requests_in_flight") == 0);
  }

  @Test
  void aRequestIsCountedByTemplateMethodAndStatus() throws Exception {
    try (Host host = new Host(measured(metrics).build(OK))) {
      host.client().get("/users/17/orders?page=2");
      host.client().get("/users/18/orders");
      ended(2);
    }
    Lines lines = Lines.of(metrics);
    String series = "{endpoint=\"/users/:id/orders\",method=\"GET\"}";
    assertThat(
            lines.value(
                "http_requests_total{endpoint=\"/users/:id/orders\",method=\"GET\",status=\"200\"}"))
        .isEqualTo(2);
    assertThat(lines.value("http_request_duration_seconds_count" + series)).isEqualTo(2);
    assertThat(lines.value("http_request_size_bytes_sum" + series)).isZero();
    assertThat(lines.value("http_response_size_bytes_sum" + series)).isEqualTo(10);
    assertThat(lines.value("http_request_errors_total" + series)).isZero();
    assertThat(lines.value("http_requests_aborted_total" + series)).isZero();
  }

  @Test
  void aHandlerThatThrowsIsCountedOnceAsAnError() throws Exception {
    HttpHandler failing =
        exchange -> {
          throw new IllegalStateException("on purpose");
        };
    try (Host host = new Host(measured(metrics).build(failing))) {
      assertThat(host.client().get("/a").statusCode()).isEqualTo(500);
      ended(1);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.value("http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"500\"}"))
        .isEqualTo(1);
    assertThat(lines.sum("http_request_errors_total{")).isEqualTo(1);
  }

  @Test
  void aClientThatHangsUpMidAnswerIsCountedAsAborted() throws Exception {
    HttpHandler endless =
        new BlockingHandler(
            exchange -> {
              byte[] chunk = new byte[64 * 1024];
              while (true) {
                exchange.getOutputStream().write(chunk); // ends when the connection has ended
              }
            });
    try (Host host = new Host(measured(metrics).build(endless))) {
      try (Socket socket = host.client().open("GET /big HTTP/1.1\r\nHost: x\r\n\r\n")) {
        assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
      }
      ended(1);
    }
    Lines lines = Lines.of(metrics);
    String series = "{endpoint=\"/big\",method=\"GET\"}";
    assertThat(lines.value("http_requests_aborted_total" + series)).isEqualTo(1);
    assertThat(lines.value("http_request_duration_seconds_count" + series)).isEqualTo(1);
    assertThat(lines.value("http_requests_total{endpoint=\"/big\",method=\"GET\",status=\"200\"}"))
        .isEqualTo(1);
  }

  @Test
  void aChunkedBodyCountsWithWhatWasRead() throws Exception {
    HttpHandler reading =
        exchange -> exchange.getRequestReceiver().receiveFullString((e, body) -> e.endExchange());
    try (Host host = new Host(measured(metrics).build(reading))) {
      String head = "POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      String chunks = "6\r\nsecret\r\n5\r\nwords\r\n0\r\n\r\n";
      host.client().raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
      host.client().raw(head + "Content-Length: 5\r\n\r\nabcde");
      ended(2);
    }
    assertThat(Lines.of(metrics).sum("http_request_size_bytes_sum{")).isEqualTo(16);
  }

  @Test
  void anAnswerToHeadHasNoSize() throws Exception {
    try (Host host = new Host(measured(metrics).build(OK))) {
      host.client().send("HEAD", "/a");
      ended(1);
    }
    assertThat(Lines.of(metrics).sum("http_response_size_bytes_count{")).isEqualTo(1);
    assertThat(Lines.of(metrics).sum("http_response_size_bytes_sum{")).isZero();
  }

  @Test
  void aRequestUnderWayIsInFlight() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    HttpHandler waiting =
        new BlockingHandler(
            exchange -> {
              release.await();
              exchange.endExchange();
            });
    try (Host host = new Host(measured(metrics).build(waiting));
        Socket socket = host.client().open("GET / HTTP/1.0\r\n\r\n")) {
      Until.isTrue("one in flight", () -> Lines.of(metrics).value("http_requests_in_flight") == 1);
      assertThat(Lines.of(metrics).sum("http_requests_total{")).isZero();
      release.countDown();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("200 OK");
      ended(1);
    }
  }

  @Test
  void aHandlerMayNameTheEndpoint() throws Exception {
    HttpHandler naming =
        exchange -> {
          exchange.putAttachment(RequestMetricsHandler.ENDPOINT, "search");
          exchange.endExchange();
        };
    try (Host host = new Host(measured(metrics).build(naming))) {
      host.client().get("/anything/else");
      ended(1);
    }
    assertThat(Lines.of(metrics).sum("http_requests_total{endpoint=\"search\",")).isEqualTo(1);
  }

  @Test
  void pathsThatDoNotExistHideNoneThatDoes() throws Exception {
    HttpHandler onlyA =
        exchange -> exchange.setStatusCode(exchange.getRequestPath().equals("/a") ? 200 : 404);
    try (Host host = new Host(measured(metrics).maxEndpoints(2).build(onlyA))) {
      for (String path : new String[] {"/x", "/y", "/z", "/x", "/a", "/a/1"}) {
        host.client().get(path);
      }
      ended(6);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_requests_total{endpoint=\"(not found)\",")).isEqualTo(5);
    assertThat(lines.sum("http_requests_total{endpoint=\"/a\",")).isEqualTo(1);
    assertThat(lines.sum("http_requests_total{endpoint=\"overflow\"")).isZero();
  }

  @Test
  void aGivenTemplateHasItsNameFromTheStart() throws Exception {
    HttpHandler empty = exchange -> exchange.setStatusCode(404);
    RouteTemplates routes = RouteTemplates.of("/items/{id}");
    try (Host host = new Host(measured(metrics).routes(routes).build(empty))) {
      host.client().get("/items/1");
      ended(1);
    }
    assertThat(Lines.of(metrics).sum("http_requests_total{endpoint=\"/items/{id}\",")).isEqualTo(1);
  }

  @Test
  void aPathThatExistedOnceKeepsItsNameWhenItIsNotFound() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpHandler gone = exchange -> exchange.setStatusCode(asked.getAndIncrement() == 0 ? 200 : 404);
    try (Host host = new Host(measured(metrics).build(gone))) {
      host.client().get("/items/1");
      host.client().get("/items/2");
      ended(2);
    }
    assertThat(Lines.of(metrics).sum("http_requests_total{endpoint=\"/items/:id\",")).isEqualTo(2);
  }

  @Test
  void unknownMethodsAndFurtherEndpointsShareALabel() throws Exception {
    try (Host host = new Host(measured(metrics).maxEndpoints(2).build(OK))) {
      for (String path : new String[] {"/a", "/b", "/c", "/d", "/a"}) {
        host.client().send("BREW", path);
      }
      ended(5);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_requests_total{endpoint=\"/a\",method=\"OTHER\"")).isEqualTo(2);
    assertThat(lines.sum("http_requests_total{endpoint=\"overflow\",method=\"OTHER\""))
        .isEqualTo(2);
  }

  @Test
  void everyRequestThatReadsOverflowIsCountedUnderTheFamilysName() throws Exception {
    MetricsCollector named = MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_"));
    try (Host host = new Host(measured(named).maxEndpoints(2).build(OK));
        MetricsServer server = MetricsServer.builder(named).port(0).start()) {
      for (int i = 0; i < 3; i++) {
        for (String path : new String[] {"/a", "/b", "/c", "/d"}) {
          host.client().get(path);
        }
      }
      Until.isTrue(
          "12 requests ended", () -> Lines.of(named).sum("app_http_requests_total{") == 12);
      Lines lines = Lines.of(named);
      String counted = "hairspring_series_overflowed_total{family=\"app_http_requests_total\"}";
      assertThat(lines.sum("app_http_requests_total{endpoint=\"overflow\"")).isEqualTo(6);
      assertThat(lines.sum(counted)).isEqualTo(6);
      assertThat(new Client(server.port()).get("/metrics/health").body())
          .contains("\"series_overflowed_total\":6");
    }
  }

  @Test
  void anEndpointThatIsTooLongForALabelTakesNoPlaceAndIsCounted() throws Exception {
    HttpHandler naming =
        exchange ->
            exchange.putAttachment(RequestMetricsHandler.ENDPOINT, exchange.getQueryString());
    try (Host host = new Host(measured(metrics).maxEndpoints(1).build(naming))) {
      for (String query : new String[] {"y".repeat(1_025), "z".repeat(1_025), "c"}) {
        host.client().get("/?" + query);
      }
      ended(3);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_requests_total{endpoint=\"overflow\"")).isEqualTo(2);
    assertThat(lines.sum("http_requests_total{endpoint=\"c\"")).isEqualTo(1);
    assertThat(lines.sum("hairspring_label_values_too_long_total{family=\"http server\"}"))
        .isEqualTo(2);
  }

  @Test
  void theRoutesOfTheMetricsServerAreNotMeasured() throws Exception {
    try (Host host = new Host(measured(metrics).build(OK))) {
      for (String path :
          new String[] {"/metrics", "/metrics/json", "/health", "/ready", "/live", "/liveness"}) {
        host.client().get(path);
      }
      ended(1);
    }
    assertThat(Lines.of(metrics).sum("http_requests_total{endpoint=\"/liveness\"")).isEqualTo(1);
  }

  @Test
  void aRequestReadsTheClockTwice() throws Exception {
    AtomicLong reads = new AtomicLong();
    MetricsCollector ticking =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withTicker(
                    () -> // windows read it too, but not on a thread that serves requests
                    Thread.currentThread().getName().startsWith("XNIO")
                            ? reads.getAndIncrement() * 1_000_000
                            : 0));
    try (Host host = new Host(measured(ticking).build(OK))) {
      host.client().get("/a");
      Until.isTrue(
          "counted",
          () ->
              Lines.of(ticking).value("http_requests_in_flight") == 0
                  && Lines.of(ticking).sum("http_requests_total{") == 1);
    }
    assertThat(reads).hasValue(2);
    assertThat(Lines.of(ticking).sum("http_request_duration_seconds_sum{")).isEqualTo(0.001);
  }

  @Test
  void durationBucketsMakeAHistogram() throws Exception {
    try (Host host = new Host(measured(metrics).durationBuckets(0.1, 3600).build(OK))) {
      host.client().get("/a");
      ended(1);
    }
    assertThat(
            Lines.of(metrics)
                .value(
                    "http_request_duration_seconds_bucket"
                        + "{endpoint=\"/a\",method=\"GET\",le=\"3600.0\"}"))
        .isEqualTo(1);
  }

  @Test
  void switchedOffItHandsRequestsOn() throws Exception {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    try (Host host = new Host(measured(off).build(OK))) {
      assertThat(host.client().get("/a").statusCode()).isEqualTo(200);
    }
    assertThat(Lines.of(off).sum("http_")).isZero();
  }

  @Test
  void whoeverClosesItGivesItsNamesBack() throws Exception {
    RequestMetricsHandler.Builder builder = measured(metrics);
    RequestMetricsHandler closed = builder.build(OK);
    closed.close();
    closed.close();
    try (RequestMetricsHandler next = builder.build(OK);
        Host host = new Host(Handlers.path(next).addPrefixPath("/b", closed))) {
      closed.close(); // takes nothing from the next
      host.client().get("/a");
      host.client().get("/b");
      ended(1);
      assertThat(Lines.of(metrics).sum("http_requests_total{endpoint=\"/b\"")).isZero();
    }
    measured(metrics).build(OK);
  }

  @Test
  void aGroupThatItWasGivenStaysOpen() {
    HttpServerMetrics group = new HttpServerMetrics(metrics);
    RequestMetricsHandler.builder(group).build(OK).close();
    assertThat(metrics.find("http_requests_total")).isPresent();
    group.close();
    assertThat(metrics.find("http_requests_total")).isEmpty();
  }

  @Test
  void aRequestWithoutABodyHasNoSize() throws Exception {
    try (Host host = new Host(measured(metrics).build(OK))) {
      host.client().raw("GET /a HTTP/1.0\r\n\r\n");
      host.client().raw("GET /a HTTP/1.0\r\nContent-Length: 0\r\n\r\n"); // as some clients say
      String head = "POST /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      host.client().raw(head + "Content-Length: 0\r\n\r\n");
      host.client().raw(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      ended(4);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_request_size_bytes_count{endpoint=\"/a\"")).isZero();
    assertThat(lines.sum("http_request_size_bytes_count{endpoint=\"/b\"")).isEqualTo(2);
    assertThat(lines.sum("http_response_size_bytes_count{endpoint=\"/a\"")).isEqualTo(2);
  }

  @Test
  void handlersAndOthersShareAGroup() throws Exception {
    RequestMetrics requests = new RequestMetrics(metrics, new HttpServerMetrics(metrics));
    HttpHandler one = RequestMetricsHandler.builder(requests.http()).build(OK);
    HttpHandler other = RequestMetricsHandler.builder(requests.http()).build(OK);
    requests.record("/a", "GET", 200, 1);
    try (Host host = new Host(Handlers.path(one).addPrefixPath("/b", other))) {
      host.client().get("/a");
      host.client().get("/b");
      ended(3);
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_requests_total{endpoint=\"/a\"")).isEqualTo(2);
    assertThat(lines.sum("http_requests_total{endpoint=\"/b\"")).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> RequestMetricsHandler.builder(requests.http()).namePrefix("x_"))
        .withMessageContaining("new HttpServerMetrics(metrics, settings)");
  }

  @Test
  void handlersOfOneBuilderShareItsGroup() throws Exception {
    RequestMetricsHandler.Builder builder = measured(metrics);
    try (Host host =
        new Host(Handlers.path(builder.build(OK)).addPrefixPath("/b", builder.build(OK)))) {
      host.client().get("/a");
      host.client().get("/b");
      ended(2);
    }
  }

  @Test
  void handlersOfTheSameMetricsShareThem() throws Exception {
    RequestMetricsHandler first = measured(metrics).build(OK);
    try (Host host =
        new Host(Handlers.path(first).addPrefixPath("/b", measured(metrics).build(OK)))) {
      host.client().get("/a");
      host.client().get("/b");
      ended(2);
      first.close(); // takes nothing from the other
      host.client().get("/b");
      ended(3);
    }
  }

  @Test
  void aHandlerOfOtherMetricsNeedsNamesOfItsOwn() {
    measured(metrics).build(OK);
    RequestMetricsHandler.Builder other = measured(metrics).durationBuckets(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.build(OK))
        .withMessageContaining("http_request_duration_seconds");
    other.namePrefix("admin_").build(OK);
  }
}
