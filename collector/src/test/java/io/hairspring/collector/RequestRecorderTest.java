package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.TestThreads;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
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
  void anInstrumentThatSomebodyElseImplementsIsRefused() {
    RequestBuilder builder = metrics.request();
    assertThatThrownBy(() -> builder.count(implemented(Counter.class)))
        .hasMessageContaining("or to none");
    assertThatThrownBy(() -> builder.latency(implemented(LatencyRecorder.class)))
        .hasMessageContaining("or to none");
    assertThatThrownBy(() -> builder.responseBytes(implemented(Histogram.class)))
        .hasMessageContaining("or to none");
  }

  private static <I> I implemented(Class<I> instrument) {
    return instrument.cast(
        Proxy.newProxyInstance(
            instrument.getClassLoader(),
            new Class<?>[] {instrument},
            (self, method, arguments) -> method.getName()));
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

  @Test
  void anyNumberOfInstrumentsMove() {
    RequestBuilder request = metrics.request();
    Family<LatencyRecorder> latencies = metrics.latency("n_seconds", "Time.").family("n");
    Family<Histogram> histograms = metrics.histogram("n_bytes", "Sizes.").family("n");
    for (String n : new String[] {"1", "2", "3", "4", "5", "6"}) {
      request
          .count(statuses.with("any " + n))
          .countErrors(statuses.with("error " + n))
          .countStatus(status -> statuses.with(status + " " + n))
          .latency(latencies.with(n))
          .requestBytes(histograms.with("in " + n))
          .responseBytes(histograms.with("out " + n));
    }
    RequestRecorder recorder = request.build();
    recorder.record(200, 1, 2, 3);
    recorder.record(503, 1, 2, 3);
    recorder.record(503, 1);
    for (String n : new String[] {"1", "2", "3", "4", "5", "6"}) {
      assertThat(statuses.with("any " + n).total()).isEqualTo(3);
      assertThat(statuses.with("error " + n).total()).isEqualTo(2);
      assertThat(statuses.with("200 " + n).total()).isEqualTo(1);
      assertThat(statuses.with("503 " + n).total()).isEqualTo(2);
      assertThat(latencies.with(n).count()).isEqualTo(3);
      assertThat(histograms.with("in " + n).count()).isEqualTo(2);
      assertThat(histograms.with("out " + n).count()).isEqualTo(2);
    }
  }

  @Test
  void anyOneInstrumentIsEnough() {
    metrics.request().build().record(503, 1, 2, 3);
    metrics.request().countErrors(errors).build().record(200, 1, 2, 3);
    assertThat(errors.total()).isZero();
    metrics.request().countErrors(errors).build().record(503, 1, 2, 3);
    metrics.request().count(requests).build().record(503, 1, 2, 3);
    metrics.request().latency(latency).build().record(503, 1, 2, 3);
    metrics.request().requestBytes(sizes).build().record(503, 1, 2, 3);
    metrics.request().responseBytes(sizes).build().record(503, 1, 2, 3);
    assertThat(errors.total()).isEqualTo(1);
    assertThat(requests.total()).isEqualTo(1);
    assertThat(latency.count()).isEqualTo(1);
    assertThat(sizes.count()).isEqualTo(2);
  }

  @Test
  void aStatusIsAskedForOnceAndAnythingElseEachTime() {
    List<Integer> asked = new ArrayList<>();
    RequestRecorder recorder =
        metrics
            .request()
            .countStatus(
                status -> {
                  asked.add(status);
                  return statuses.with(LabelValues.of(status));
                })
            .build();
    for (int status = 99; status <= 600; status++) {
      recorder.record(status, 1);
      recorder.record(status, 1);
      assertThat(statuses.with(LabelValues.of(status)).total()).isEqualTo(2);
    }
    assertThat(asked).hasSize(500 + 2 * 2).contains(99, 100, 599, 600);
  }

  @Test
  void recordersLearnStatusesInAnyOrder() {
    RequestRecorder one = recorderByStatus("one ");
    RequestRecorder other = recorderByStatus("other ");
    for (int status : new int[] {200, 404, 503}) {
      one.record(status, 1);
    }
    for (int status : new int[] {503, 200, 404, 201}) {
      other.record(status, 1);
      assertThat(statuses.with("other " + status).total()).isEqualTo(1);
    }
  }

  @Test
  void sizesAreCountedAlsoWhereANewStatusMovedTheCells() {
    sizes.observe(1);
    for (int i = 0; i < 500; i++) {
      statuses.with("before " + i);
    }
    recorder().record(200, 1, 2, 3);
    assertThat(sizes.count()).isEqualTo(3);
  }

  private RequestRecorder recorderByStatus(String prefix) {
    return metrics.request().countStatus(status -> statuses.with(prefix + status)).build();
  }

  @Test
  void theCellsOfAStatusStayItsOwnWhenItsSeriesIsGone() {
    RequestRecorder recorder = recorder();
    recorder.record(200, 1);
    statuses.remove("200");
    List<Counter> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      System.gc();
      others.add(statuses.with("other " + i));
    }
    recorder.record(200, 1);
    assertThat(others).allMatch(other -> other.total() == 0);
  }

  @Test
  void cellsAnywhereAreReachedByThreadsOfAnyKind() throws InterruptedException {
    for (int maxStripes : new int[] {0, 1, 4}) {
      MetricsCollector metrics =
          MetricsCollector.create(CollectorConfig.defaults().withMaxStripes(maxStripes));
      Family<Counter> counters = metrics.counter("x_total", "X.").family("n");
      LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
      RequestBuilder request = metrics.request().latency(latency);
      for (int n = 0; n < 9_000; n++) { // the last are beyond the near ones
        Counter counter = counters.with("of " + n);
        if (n % 900 == 0 || n > 8_995) {
          request.count(counter).requestBytes(sizesOf(metrics, n));
        }
      }
      RequestRecorder recorder = request.build();
      TestThreads.join(TestThreads.start(4, () -> recordThousand(recorder)));
      assertThat(counters.with("of 0").total()).isEqualTo(4_000);
      assertThat(counters.with("of 8999").total()).isEqualTo(4_000);
      assertThat(latency.count()).isEqualTo(4_000);
      assertThat(Seen.of(metrics).count("n8999_bytes_count")).isEqualTo(4_000);
    }
  }

  private static void recordThousand(RequestRecorder recorder) {
    for (int i = 0; i < 1_000; i++) {
      recorder.record(200, 1, 2, 3);
    }
  }

  private static Histogram sizesOf(MetricsCollector metrics, int n) {
    return metrics.histogram("n" + n + "_bytes", "Sizes.").register();
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

  @Test
  void sizesAreAddedUpAsWholeNumbersBeyondWhatADoubleHolds() {
    Histogram in = metrics.histogram("in_bytes", "In.").buckets(10).register();
    RequestRecorder requests = metrics.request().requestBytes(in).build();
    for (int i = 0; i < 3; i++) {
      requests.record(200, 1, 1L << 62, 0);
      requests.record(200, 1, Long.MAX_VALUE, 0);
    }
    requests.record(200, 1, (1L << 53) + 1, 0);
    assertThat(Seen.reset(metrics).get("in_bytes_sum"))
        .isEqualTo(0x1p62 * 3 + 0x1p63 * 3 + 0x1p53); // rounded once
    for (int i = 0; i < 3; i++) {
      requests.record(200, 1, 1, 0);
    }
    assertThat(Seen.of(metrics).get("in_bytes_sum")).isEqualTo(3.0);
  }
}
