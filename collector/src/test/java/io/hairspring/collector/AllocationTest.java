package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hairspring.collector.latency.LatencyRecorder;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes allocated by recording, read from the thread's own allocation counter. */
class AllocationTest {
  private static final int CALLS = 10_000;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void countersGaugesAndHistogramsAllocateNothing() {
    Counter counter = metrics.counter("x_total", "X.").register();
    Gauge gauge = metrics.gauge("g", "G.").register();
    Histogram histogram = metrics.histogram("h_bytes", "H.").register();
    assertAllocatesNothing(counter::inc);
    assertAllocatesNothing(
        () -> {
          gauge.inc();
          gauge.set(3);
        });
    assertAllocatesNothing(() -> histogram.observe(0.3));
  }

  @Test
  void latencyRecordersAllocateNothingInOctavesSeenBefore() {
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").buckets(0.000_1, 0.001).register();
    assertAllocatesNothing(() -> latency.record(100_000));
    assertAllocatesNothing(() -> latency.recordCorrected(100_000, 20_000));
    assertAllocatesNothing(() -> latency.stop(latency.start()));
  }

  @Test
  void findingASeriesAllocatesNothing() {
    Family<Counter> two = metrics.counter("two_total", "X.").family("a", "b");
    Family<Counter> four = metrics.counter("four_total", "X.").family("a", "b", "c", "d");
    assertAllocatesNothing(() -> two.with("x", LabelValues.of(503)).inc());
    assertAllocatesNothing(() -> four.with("x", "y", "z", "w").inc());
  }

  @Test
  void aFullFamilyAllocatesNothingEither() {
    Family<Counter> family = metrics.counter("x_total", "X.").maxSeries(1).family("a");
    List<String> values = List.of("a", "b", "c", "d");
    int[] next = {0};
    assertAllocatesNothing(() -> family.with(values.get(next[0]++ & 3)).inc());
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
    assertAllocatesNothing(() -> requests.with("/a", "GET").record(200, 12_345, 10, 20));
  }

  private void assertAllocatesNothing(Runnable call) {
    TestThreads.times(CALLS, call); // makes what the first calls make
    long empty = allocatedBy(() -> {});
    assertThat(allocatedBy(call) - empty).isLessThan(CALLS); // under a byte per call
  }

  private long allocatedBy(Runnable call) {
    long before = threads.getCurrentThreadAllocatedBytes();
    TestThreads.times(CALLS, call);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
