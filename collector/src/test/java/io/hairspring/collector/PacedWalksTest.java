package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.collector.pull.gather.Sources;
import io.hairspring.collector.window.WindowClock;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers that come more often than a collector allows. */
class PacedWalksTest {
  private static final String DELAYED = "hairspring_walks_delayed_total";
  private static final int MANY = 1_000;

  static Stream<Function<MetricsCollector, Seen>> walks() {
    return Stream.of(
        Seen::of,
        Seen::reset,
        metrics -> Seen.reset(metrics, DELAYED),
        metrics -> Seen.reset(metrics, DELAYED, new String[0]));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void aDelayedWalkIsCountedAndShowsIt(Function<MetricsCollector, Seen> walk) {
    MetricsCollector metrics = collector(50);
    assertThat(walk.apply(metrics).count(DELAYED)).isZero();
    assertThat(IntStream.range(0, MANY).anyMatch(i -> walk.apply(metrics).count(DELAYED) > 0))
        .isTrue();
  }

  @Test
  void withoutABoundNoWalkIsDelayed() {
    MetricsCollector metrics = collector(0);
    TestThreads.times(MANY, () -> metrics.visit(new DecliningVisitor()));
    assertThat(Seen.of(metrics).count(DELAYED)).isZero();
  }

  @Test
  void toReadOneInstrumentIsNoWalk() {
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

  @Test
  @Timeout(60)
  void whoeverElseTakesTheLockDoesNotWaitForAWalkThatWaitsForItsTurn() throws Exception {
    AtomicLong nowNanos = new AtomicLong();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Walks walks =
        walks(
            nowNanos::get,
            nanos -> {
              waiting.countDown();
              TestThreads.await(goOn);
              nowNanos.addAndGet(nanos);
            });
    walks.walk(now -> now);
    List<Thread> reader = TestThreads.start(1, () -> walks.walk(now -> now));
    waiting.await();
    assertThat(walks.reading(0, () -> {})).isTrue();
    assertThat(walks.<Boolean>between(now -> reader.get(0).isAlive())).isTrue();
    goOn.countDown();
    TestThreads.join(reader);
    assertThat(nowNanos.get()).isEqualTo(1_000_000_000);
  }

  /** Returns turns of one walk a second. */
  private static Walks walks(LongSupplier nanoTime, LongConsumer park) {
    return new Walks(
        new WalkPace(1, () -> {}, nanoTime, park),
        Clock.systemUTC(),
        new WindowClock(nanoTime, new ClockMetrics()),
        new Sources(nanoTime),
        List::of,
        () -> {});
  }

  private static MetricsCollector collector(int maxWalksPerSecond) {
    return MetricsCollector.create(
        CollectorConfig.defaults().withMaxWalksPerSecond(maxWalksPerSecond).withClockThread(false));
  }
}
