package io.hairspring.collector;

import io.hairspring.collector.latency.LatencyRecorder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recording allocates nothing. */
class AllocationTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void countersGaugesAndHistogramsAllocateNothing() {
    Counter counter = metrics.counter("x_total", "X.").register();
    Gauge gauge = metrics.gauge("g", "G.").register();
    Histogram histogram = metrics.histogram("h_bytes", "H.").register();
    Allocations.assertNone(counter::inc);
    Allocations.assertNone(
        () -> {
          gauge.inc();
          gauge.set(3);
        });
    Allocations.assertNone(() -> histogram.observe(0.3));
  }

  @Test
  void latencyRecordersAllocateNothingInOctavesSeenBefore() {
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").buckets(0.000_1, 0.001).register();
    Allocations.assertNone(() -> latency.record(100_000));
    Allocations.assertNone(() -> latency.recordCorrected(100_000, 20_000));
    Allocations.assertNone(() -> latency.stop(latency.start()));
  }

  @Test
  void findingASeriesAllocatesNothing() {
    Family<Counter> two = metrics.counter("two_total", "X.").family("a", "b");
    Family<Counter> four = metrics.counter("four_total", "X.").family("a", "b", "c", "d");
    Allocations.assertNone(() -> two.with("x", LabelValues.of(503)).inc());
    Allocations.assertNone(() -> four.with("x", "y", "z", "w").inc());
  }

  @Test
  void aFullFamilyAllocatesNothingEither() {
    Family<Counter> family = metrics.counter("x_total", "X.").maxSeries(1).family("a");
    List<String> values = List.of("a", "b", "c", "d");
    int[] next = {0};
    Allocations.assertNone(() -> family.with(values.get(next[0]++ & 3)).inc());
  }

  @Test
  void aWholeRequestAllocatesNothing() {
    Family<Counter> statuses = metrics.counter("s_total", "S.").family("status");
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
    Family<RequestRecorder> requests =
        metrics.requests(
            2,
            (request, labels) ->
                request
                    .countStatus(status -> statuses.with(LabelValues.of(status)))
                    .latency(latency));
    Allocations.assertNone(() -> requests.with("/a", "GET").record(200, 12_345, 10, 20));
  }
}
