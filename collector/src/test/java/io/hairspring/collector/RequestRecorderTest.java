package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.latency.LatencyRecorder;
import org.junit.jupiter.api.Test;

class RequestRecorderTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter requests = metrics.counter("requests_total", "Requests.").register();
  private final Counter errors = metrics.counter("errors_total", "Errors.").register();
  private final Family<Counter> statuses =
      metrics.counter("statuses_total", "Statuses.").family("status");
  private final LatencyRecorder latency = metrics.latency("latency_seconds", "Time.").register();
  private final Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(10).register();

  @Test
  void movesEveryInstrumentOfTheRequest() {
    RequestRecorder recorder = recorder();
    recorder.record(200, 1000, 5, 50);
    recorder.record(503, 2000);
    recorder.record(777, 2000);
    Seen seen = Seen.of(metrics);
    assertThat(requests.total()).isEqualTo(3);
    assertThat(errors.total()).isEqualTo(2);
    assertThat(latency.count()).isEqualTo(3);
    assertThat(seen.count("size_bytes_count")).isEqualTo(2);
    assertThat(seen.count("size_bytes_bucket{le=\"10.0\"}")).isEqualTo(1);
    for (String status : new String[] {"200", "503", "777"}) {
      assertThat(seen.count("statuses_total{status=\"" + status + "\"}")).isEqualTo(1);
    }
  }

  @Test
  void errorsBeginAt500AndAnyNumberIsAStatus() {
    RequestRecorder recorder = recorder();
    for (int status : new int[] {-1, 99, 100, 499, 500, 599, 600}) {
      recorder.record(status, 1);
      assertThat(statuses.with(Integer.toString(status)).total()).isEqualTo(1);
    }
    assertThat(errors.total()).isEqualTo(3);
  }

  @Test
  void labelValuesFindTheSameRecorder() {
    Family<RequestRecorder> family =
        metrics.requests(2, (request, labels) -> request.count(statuses.with(labels.get(1))));
    assertThat(family.with("/a", "x")).isSameAs(family.with("/a", "x"));
    family.with("/a", "x").record(200, 1);
    family.with("/b", "x").record(200, 1);
    assertThat(statuses.with("x").total()).isEqualTo(2);
  }

  @Test
  void anInstrumentOfAnotherCollectorIsRefused() {
    RequestBuilder builder = MetricsCollector.create().request();
    assertThatThrownBy(() -> builder.count(requests)).hasMessageContaining("another collector");
    assertThatThrownBy(() -> builder.latency(latency)).hasMessageContaining("another collector");
    assertThatThrownBy(() -> builder.requestBytes(sizes)).hasMessageContaining("another collector");
  }

  @Test
  void anInstrumentThatIsMissingIsRefused() {
    RequestBuilder builder = metrics.request();
    assertThatThrownBy(() -> builder.count(null)).hasMessage("counter");
    assertThatThrownBy(() -> builder.latency(null)).hasMessage("recorder");
    assertThatThrownBy(() -> builder.responseBytes(null)).hasMessage("histogram");
  }

  @Test
  void anInstrumentThatWasRemovedStaysHarmless() {
    RequestRecorder recorder = metrics.request().count(statuses.with("gone")).build();
    statuses.remove("gone");
    recorder.record(200, 1);
    assertThat(statuses.with("gone").total()).isZero();
  }

  private RequestRecorder recorder() {
    return metrics
        .request()
        .count(requests)
        .countErrors(errors)
        .countStatus(status -> statuses.with(LabelValues.of(status)))
        .latency(latency)
        .requestBytes(sizes)
        .responseBytes(sizes)
        .build();
  }
}
