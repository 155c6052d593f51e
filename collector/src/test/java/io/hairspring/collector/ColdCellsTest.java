package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads give cells back that they no longer need, and nothing changes but memory. */
class ColdCellsTest {
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final String OWN = "hairspring_latency_own_cells";
  private static final String BYTES = "hairspring_latency_own_cells_bytes";
  private static final String FOLDED = "hairspring_latency_cells_folded_total";
  private static final String REFUSED = "hairspring_latency_own_cells_refused_total";

  private final ManualTime time = new ManualTime();
  private final MetricsCollector metrics = metrics(Long.MAX_VALUE);
  private final LatencyRecorder latency = latency(metrics, "call_seconds");
  private final Counter other = metrics.counter("other_total", "Something else.").register();
  private final ExecutorService owner = Executors.newSingleThreadExecutor();
  private final Random random = new Random(3);
  private final Histogram expected = new Histogram(1, HIGHEST_NANOS, 2);
  private final Histogram corrected = new Histogram(1, HIGHEST_NANOS, 2);

  @AfterEach
  void end() {
    owner.shutdown();
  }

  @Test
  void coldCellsAreFoldedWhenTheirOwnerRecordsSomethingElse() throws Exception {
    run(() -> record(1_000));
    assertThat(own()).isEqualTo(1);
    cool(4);
    assertThat(own()).isZero();
    cool(4);
    assertThat(figure(FOLDED)).as("the owner may still be recording").isZero();
    run(() -> other.inc());
    cool(1);
    assertThat(figure(FOLDED)).isEqualTo(1);
    assertThat(figure(BYTES)).isZero();
    assertCounted();
  }

  @Test
  void coldCellsAreFoldedWhenTheirOwnerHasEnded() throws Exception {
    run(() -> record(1_000));
    owner.shutdown();
    cool(4);
    for (int i = 0; figure(FOLDED) == 0 && i < 10_000; i++) {
      Thread.onSpinWait(); // the thread ends a little later
      cool(1);
    }
    assertThat(figure(FOLDED)).isEqualTo(1);
    assertCounted();
  }

  @Test
  void whatIsStillRecordedInStays() throws Exception {
    run(() -> record(1_000));
    for (int i = 0; i < 10; i++) {
      run(() -> record(10));
      cool(1);
    }
    assertThat(own()).isEqualTo(1);
    assertThat(figure(FOLDED)).isZero();
    assertCounted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void threadsThatTakeTurnsToBeHotAreCountedThroughout(int threads) throws Exception {
    for (int round = 0; round < 6; round++) {
      ExecutorService one = round % threads == 0 ? owner : Executors.newSingleThreadExecutor();
      one.submit(() -> record(300)).get();
      assertCounted();
      cool(4);
      assertCounted();
      one.submit(() -> record(1)).get();
      assertCounted();
      cool(1);
      assertCounted();
      if (one != owner) {
        one.shutdown();
      }
    }
    assertThat(figure(FOLDED)).isGreaterThanOrEqualTo(5);
    assertThat(latency.correctedHistogram()).isEqualTo(corrected);
  }

  @Test
  void windowsAndEpochsDoNotSeeThatCellsAreFolded() throws Exception {
    run(() -> record(500));
    Seen.reset(metrics);
    run(() -> record(200));
    cool(4);
    run(() -> record(1));
    cool(1);
    assertThat(figure(FOLDED)).isEqualTo(1);
    assertThat(latency.window().count()).isEqualTo(701);
    LatencyReading.ofReset(
        metrics, "call_seconds", view -> assertThat(view.count()).isEqualTo(201));
    LatencyReading.of(metrics, "call_seconds", view -> assertThat(view.count()).isZero());
    assertThat(latency.histogram()).isEqualTo(expected);
  }

  @Test
  void aRequestsRecordersGiveTheirCellsBackOneByOne() throws Exception {
    LatencyRecorder all = latency(metrics, "all_seconds");
    RequestRecorder seldom = metrics.request().latency(latency).latency(all).build();
    RequestRecorder often = metrics.request().latency(all).build();
    run(() -> TestThreads.times(1_000, () -> seldom.record(200, 7)));
    assertThat(own()).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      run(() -> TestThreads.times(1_000, () -> often.record(200, 7)));
      cool(1);
    }
    assertThat(figure(FOLDED)).isEqualTo(1);
    run(() -> TestThreads.times(1_000, () -> seldom.record(200, 7)));
    assertThat(own()).isEqualTo(2);
    assertThat(latency.count()).isEqualTo(2_000);
    assertThat(all.count()).isEqualTo(7_000);
  }

  @Test
  void withoutRoomNobodyIsGivenCellsAndAllIsCounted() throws Exception {
    MetricsCollector small = metrics(0);
    LatencyRecorder recorder = latency(small, "call_seconds");
    RequestRecorder request = small.request().latency(recorder).build();
    run(
        () -> {
          TestThreads.times(1_000, () -> recorder.record(5));
          TestThreads.times(1_000, () -> request.record(200, 5));
        });
    assertThat(Seen.of(small).get(OWN).longValue()).isZero();
    assertThat(Seen.of(small).count(REFUSED)).isGreaterThan(100);
    assertThat(recorder.count()).isEqualTo(2_000);
  }

  @Test
  void theColdestGiveTheirRoomUpForThoseWhoAreHot() throws Exception {
    MetricsCollector small = metrics(4_000);
    Family<LatencyRecorder> family = small.latency("call_seconds", "Calls.").family("series");
    for (int series = 0; series < 4; series++) {
      String name = "" + series;
      run(() -> TestThreads.times(50, () -> family.with(name).record(1_000_000)));
    }
    long before = Seen.of(small).get(OWN).longValue();
    for (int i = 0; i < 4; i++) {
      run(() -> TestThreads.times(50, () -> family.with("0").record(1_000_000)));
      run(() -> TestThreads.times(50, () -> family.with("hot").record(1_000_000)));
      run(() -> TestThreads.times(50, () -> family.with("hotter").record(1_000_000)));
      time.passSeconds(10);
      small.tick();
      assertThat(Seen.of(small).get(BYTES).longValue()).isLessThanOrEqualTo(4_000);
    }
    assertThat(before).isBetween(2L, 4L);
    assertThat(Seen.of(small).count(FOLDED)).isPositive();
    assertThat(family.with("hot").count()).isEqualTo(200);
  }

  private void record(int times) {
    for (int i = 0; i < times; i++) {
      long nanos = (long) Math.exp(random.nextDouble() * Math.log(HIGHEST_NANOS)) - 1;
      long interval = HIGHEST_NANOS / 50;
      synchronized (this) {
        expected.recordValue(nanos);
        corrected.recordValueWithExpectedInterval(nanos, i % 3 == 0 ? interval : 0);
      }
      if (i % 3 == 0) {
        latency.recordCorrected(nanos, interval);
      } else {
        latency.record(nanos);
      }
    }
  }

  private void assertCounted() {
    assertThat(latency.histogram()).isEqualTo(expected);
    LatencyReading.ofShapes(
        metrics,
        "call_seconds",
        view -> assertThat(view.count()).isEqualTo(expected.getTotalCount()));
  }

  /** Lets ten seconds pass so many times. */
  private void cool(int times) {
    for (int i = 0; i < times; i++) {
      time.passSeconds(10);
      metrics.tick();
    }
  }

  private void run(Runnable work) throws Exception {
    Callable<Void> call =
        () -> {
          work.run();
          return null;
        };
    owner.submit(call).get();
  }

  private long own() {
    return figure(OWN);
  }

  private long figure(String name) {
    return Seen.of(metrics).get(name).longValue();
  }

  private MetricsCollector metrics(long latencyMemory) {
    return MetricsCollector.create(
        time.config()
            .withOwnCellsAfter(20)
            .withLatencyMemory(latencyMemory)
            .withMaxCollectionsPerSecond(0));
  }

  private static LatencyRecorder latency(MetricsCollector metrics, String name) {
    return metrics.latency(name, "Calls.").buckets(0.000_001, 0.001, 60).register();
  }
}
