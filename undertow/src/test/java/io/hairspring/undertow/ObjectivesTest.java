package io.hairspring.undertow;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SloMetrics;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import io.undertow.server.HttpHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are measured count for objectives. */
class ObjectivesTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final SloMetrics slos = new SloMetrics(metrics);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachRequestCountsForEachObjective(boolean throughRing) throws Exception {
    Slo available = slos.availability("api", 0.9);
    Slo impossible = slos.latency("fast", 0.9, Duration.ofNanos(1));
    RequestMetricsHandler.Builder builder =
        RequestMetricsHandler.builder(metrics).objective(available).objective(impossible);
    try (RequestRing ring = RequestRing.start(metrics, EventSettings.defaults());
        Host host =
            new Host(
                (throughRing ? builder.through(ring) : builder)
                    .build(
                        exchange ->
                            exchange.setStatusCode(
                                exchange.getRequestPath().equals("/bad") ? 500 : 200)))) {
      host.client().get("/good");
      host.client().get("/bad");
      counted("slo_requests_total{slo=\"api\"}", 2);
      counted("slo_good_requests_total{slo=\"api\"}", 1);
      counted("slo_requests_total{slo=\"fast\"}", 2);
      counted("slo_good_requests_total{slo=\"fast\"}", 0);
    }
  }

  @Test
  void whatTheGroupCountsAsAnErrorIsBad() throws Exception {
    HttpHandler handler =
        RequestMetricsHandler.builder(metrics)
            .settings(GroupSettings.defaults().withErrors(status -> status == 429))
            .objective(slos.availability("api", 0.9))
            .build(
                exchange ->
                    exchange.setStatusCode(exchange.getRequestPath().equals("/full") ? 429 : 500));
    try (Host host = new Host(handler)) {
      host.client().get("/full");
      host.client().get("/full");
      host.client().get("/broken");
      counted("slo_requests_total{slo=\"api\"}", 3);
      counted("slo_good_requests_total{slo=\"api\"}", 1);
      counted("http_request_errors_total{endpoint=\"/full\"", 2);
    }
  }

  @Test
  void aRequestCountsForThoseThatAreForIt() throws Exception {
    Slo some = slos.availability("some", 0.9);
    HttpHandler handler =
        RequestMetricsHandler.builder(metrics)
            .objective(slos.availability("all", 0.9))
            .objective(some, exchange -> exchange.getRequestPath().equals("/some"))
            .build(exchange -> exchange.setStatusCode(204));
    try (Host host = new Host(handler)) {
      host.client().get("/some");
      host.client().get("/other");
      counted("slo_requests_total{slo=\"all\"}", 2);
      counted("slo_requests_total{slo=\"some\"}", 1);
    }
  }

  private void counted(String series, int expected) {
    Until.isTrue(series + " " + expected, () -> Lines.of(metrics).sum(series) == expected);
  }
}
