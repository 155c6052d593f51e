package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Allocations;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Recording allocates nothing. */
@Isolated
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

  /** Calls itself by a name that it makes each time. */
  private enum Direction {
    IN,
    OUT {
      @Override
      public String toString() {
        return "gone " + super.toString();
      }
    };

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Test
  void findingASeriesByAnEnumOrANumberAllocatesNothing() {
    Family<Counter> one = metrics.counter("one_total", "X.").family("direction");
    Family<Counter> two = metrics.counter("two_total", "X.").family("path", "status");
    Family<Counter> three = metrics.counter("three_total", "X.").family("path", "method", "status");
    Family<Counter> both = metrics.counter("both_total", "X.").family("from", "to");
    Allocations.assertNone(() -> one.with(Direction.OUT).inc());
    Allocations.assertNone(() -> one.with(7).inc());
    Allocations.assertNone(() -> two.with("/", 503).inc());
    Allocations.assertNone(() -> three.with("/", "GET", 503).inc());
    Allocations.assertNone(() -> both.with(Direction.IN, Direction.OUT).inc());
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("one_total{direction=\"gone out\"}")).isPositive();
    assertThat(seen.count("one_total{direction=\"7\"}")).isPositive();
    assertThat(seen.count("three_total{path=\"/\",method=\"GET\",status=\"503\"}")).isPositive();
    assertThat(seen.count("both_total{from=\"in\",to=\"gone out\"}")).isPositive();
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

  @Test
  void aRequestOfFewOrManyInstrumentsAllocatesNothing() {
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
    RequestRecorder timed = metrics.request().latency(latency).build();
    Allocations.assertNone(() -> timed.record(200, 12_345, 10, 20));
    Family<Counter> counters = metrics.counter("s_total", "S.").family("n");
    RequestRecorder counted = metrics.request().count(counters.with("0")).build();
    Allocations.assertNone(() -> counted.record(200, 12_345, 10, 20));
    Family<Histogram> sizes = metrics.histogram("x_bytes", "X.").family("n");
    RequestBuilder request = metrics.request();
    for (int n = 0; n < 5; n++) {
      request
          .count(counters.with(LabelValues.of(n)))
          .latency(latency)
          .requestBytes(sizes.with(LabelValues.of(n)));
    }
    RequestRecorder many = request.build();
    Allocations.assertNone(() -> many.record(200, 12_345, 10, 20));
  }
}
