package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers that come more often than a collector allows. */
class RateLimitedCollectionsTest {
  private static final String DELAYED = "hairspring_collections_delayed_total";
  private static final int MANY = 1_000;

  static Stream<Function<MetricsCollector, Seen>> collections() {
    return Stream.of(
        Seen::of,
        Seen::reset,
        metrics -> Seen.reset(metrics, DELAYED),
        metrics -> Seen.reset(metrics, DELAYED, new String[0]));
  }

  @ParameterizedTest
  @MethodSource("collections")
  void aDelayedCollectionIsCountedAndShowsIt(Function<MetricsCollector, Seen> collection) {
    MetricsCollector metrics = collector(50);
    assertThat(collection.apply(metrics).count(DELAYED)).isZero();
    assertThat(IntStream.range(0, MANY).anyMatch(i -> collection.apply(metrics).count(DELAYED) > 0))
        .isTrue();
  }

  @Test
  void withoutABoundNoCollectionIsDelayed() {
    MetricsCollector metrics = collector(0);
    TestThreads.times(MANY, () -> metrics.visit(new DecliningVisitor()));
    assertThat(Seen.of(metrics).count(DELAYED)).isZero();
  }

  @Test
  void toReadOneInstrumentIsNoCollection() {
    MetricsCollector metrics = collector(1);
    Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
    LatencyRecorder calls = metrics.latency("call_seconds", "Calls.").register();
    for (int i = 0; i < 5; i++) {
      jobs.total();
      calls.histogram();
      calls.window();
    }
    assertThat(Seen.of(metrics).count(DELAYED)).isZero();
  }

  private static MetricsCollector collector(int maxCollectionsPerSecond) {
    return MetricsCollector.create(
        CollectorConfig.defaults()
            .withMaxCollectionsPerSecond(maxCollectionsPerSecond)
            .withClockThread(false));
  }
}
