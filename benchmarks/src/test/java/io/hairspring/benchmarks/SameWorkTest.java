package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hairspring.benchmarks.Requests.Request;
import io.hairspring.benchmarks.ScrapedRegistries.Scraped;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.micrometer.core.instrument.Counter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison says something only where all libraries do the same. */
class SameWorkTest {
  private static final int REQUESTS = 256;
  private static final double SECONDS = sumOfLatencies();

  private static double sumOfLatencies() {
    double[] seconds = new double[1];
    forEachRequest(request -> seconds[0] += request.nanos() / 1e9);
    return seconds[0];
  }

  private static void forEachRequest(Consumer<Request> recorded) {
    Requests requests = new Requests(1);
    for (int i = 0; i < REQUESTS; i++) {
      recorded.accept(requests.next());
    }
  }

  @Test
  void hairspringCountsEveryRequestInBothWays() {
    HairspringRequests requests = new HairspringRequests();
    forEachRequest(requests::recordByLabels);
    forEachRequest(requests::recordResolved);

    assertThat(sum(requests, "http_requests_total")).isEqualTo(2 * REQUESTS);
    assertThat(sum(requests, "http_response_status_total")).isEqualTo(2 * REQUESTS);
    assertThat(sum(requests, "http_request_errors_total")).isEqualTo(2.0 * REQUESTS / 16);
    assertThat(sum(requests, "provider_requests_total")).isEqualTo(2 * REQUESTS);
    assertThat(sum(requests, "model_requests_total")).isEqualTo(2 * REQUESTS);
  }

  private static double sum(HairspringRequests requests, String family) {
    Reading reading = new Reading(family::equals);
    requests.metrics().visit(reading);
    return reading.sum();
  }

  @Test
  void clientJavaCountsEveryRequestInBothWays() {
    PrometheusRequests requests = new PrometheusRequests();
    forEachRequest(requests::recordByLabels);
    forEachRequest(requests::recordResolved);

    assertThat(count(requests, "http_requests")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "http_response_status")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "http_request_errors")).isEqualTo(2.0 * REQUESTS / 16);
    assertThat(count(requests, "provider_requests")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "model_requests")).isEqualTo(2 * REQUESTS);
    assertThat(seconds(requests, "http_request_duration_seconds"))
        .isCloseTo(2 * SECONDS, within(1e-6));
    assertThat(seconds(requests, "provider_duration_seconds")).isCloseTo(2 * SECONDS, within(1e-6));
  }

  private static double count(PrometheusRequests requests, String family) {
    return ((CounterSnapshot) snapshot(requests, family))
        .getDataPoints().stream().mapToDouble(point -> point.getValue()).sum();
  }

  private static double seconds(PrometheusRequests requests, String family) {
    return ((HistogramSnapshot) snapshot(requests, family))
        .getDataPoints().stream().mapToDouble(point -> point.getSum()).sum();
  }

  private static MetricSnapshot snapshot(PrometheusRequests requests, String family) {
    return requests.registry().scrape(family::equals).get(0);
  }

  @Test
  void micrometerCountsEveryRequestInBothWays() {
    MicrometerRequests requests = new MicrometerRequests();
    forEachRequest(requests::recordByLabels);
    forEachRequest(requests::recordResolved);

    assertThat(count(requests, "http.requests")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "http.response.status")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "http.request.errors")).isEqualTo(2.0 * REQUESTS / 16);
    assertThat(count(requests, "provider.requests")).isEqualTo(2 * REQUESTS);
    assertThat(count(requests, "model.requests")).isEqualTo(2 * REQUESTS);
    assertThat(seconds(requests, "http.request.duration")).isCloseTo(2 * SECONDS, within(1e-6));
    assertThat(seconds(requests, "provider.duration")).isCloseTo(2 * SECONDS, within(1e-6));
  }

  private static double count(MicrometerRequests requests, String name) {
    return requests.registry().find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static double seconds(MicrometerRequests requests, String name) {
    return requests.registry().find(name).timers().stream()
        .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"counter", "histogram", "summary"})
  void scrapesShowAboutAsMuch(String kind) throws IOException {
    Scraped ours = ScrapedRegistries.hairspring(kind, 1000, new PrometheusText(), new Utf8Buffer());
    int bytes = ours.scrape();

    assertThat(ScrapedRegistries.prometheus(kind, 1000).scrape())
        .isBetween(bytes * 4 / 5, bytes * 5 / 4);
    assertThat(ScrapedRegistries.micrometer(kind, 1000).scrape())
        .isBetween(bytes * 3 / 5, bytes * 5 / 3);
  }
}
