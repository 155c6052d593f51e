package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.LatencyShape;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Series are idle after a minute without a recording. */
class ExpiryTest {
  private final ManualTime time = new ManualTime();
  private final MetricsCollector metrics =
      MetricsCollector.create(time.config().withIdleLimit(Duration.ofMinutes(1)));
  private final Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("kind");

  @Test
  void anIdleSeriesIsHiddenAndOthersStay() {
    Counter busy = jobs.with("busy");
    jobs.with("idle").inc();
    for (int i = 0; i < 8; i++) {
      busy.inc();
      pass(10);
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("jobs_total{kind=\"idle\"}")).isNull();
    assertThat(seen.count("jobs_total{kind=\"busy\"}")).isEqualTo(8);
    assertThat(seen.count("hairspring_series_expired_total")).isEqualTo(1);
    assertThat(seen.count("hairspring_series_hidden")).isEqualTo(1);
  }

  @Test
  void aSeriesIsHiddenWhenItHasBeenIdleForTheWholeLimit() {
    jobs.with("a").inc();
    TestThreads.times(4, () -> pass(15)); // the first look at a series begins its time
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"a\"}")).isEqualTo(1);
    pass(15);
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"a\"}")).isNull();
  }

  @Test
  void aRecordingBeginsTheIdleTimeAnew() {
    jobs.with("a").inc();
    TestThreads.times(4, () -> pass(15));
    jobs.with("a").inc();
    TestThreads.times(4, () -> pass(15));
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"a\"}")).isEqualTo(2);
  }

  @Test
  void aHiddenSeriesComesBackWithItsTotalWhenItsHandleIsUsed() {
    Counter held = jobs.with("held");
    held.add(41);
    passTwoMinutes();
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"held\"}")).isNull();
    held.inc();
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"held\"}")).isEqualTo(42);
    pass(10);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("jobs_total{kind=\"held\"}")).isEqualTo(42);
    assertThat(seen.count("hairspring_series_hidden")).isZero();
    passTwoMinutes();
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"held\"}")).isNull();
    assertThat(Seen.of(metrics).count("hairspring_series_expired_total")).isEqualTo(2);
  }

  @Test
  void readersHideNothingHoweverLateTheyCome() {
    jobs.with("a").inc();
    pass(10);
    time.passSeconds(3_600);
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"a\"}")).isEqualTo(1);
    metrics.tick();
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"a\"}")).isNull();
  }

  @Test
  void aFamilyOfHiddenSeriesIsNotShown() {
    jobs.with("a").inc();
    jobs.with("b").inc();
    passTwoMinutes();
    assertThat(FamilyNames.of(metrics)).doesNotContain("jobs_total");
    jobs.with("b").inc();
    assertThat(FamilyNames.of(metrics)).contains("jobs_total");
  }

  @Test
  void latenciesAndHistogramsExpireAndGaugesNever() {
    LatencyRecorder calls = metrics.latency("call_seconds", "Calls.").register();
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(1).register();
    metrics.gauge("level", "Level.").register().set(7);
    calls.record(0);
    sizes.observe(0);
    passTwoMinutes();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("call_seconds_count")).isNull();
    assertThat(seen.get("size_bytes_count")).isNull();
    assertThat(seen.count("level")).isEqualTo(7);
    calls.record(0);
    sizes.observe(0);
    assertThat(Seen.of(metrics).count("call_seconds_count")).isEqualTo(2);
    assertThat(Seen.of(metrics).count("size_bytes_count")).isEqualTo(2);
  }

  @Test
  void aSeriesThatSeveralFamiliesShowIsHiddenOnce() {
    metrics.latency("call_seconds", "Calls.").show(LatencyShape.values()).register().record(0);
    passTwoMinutes();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("call_quantiles_seconds_count")).isNull();
    assertThat(seen.count("hairspring_series_hidden")).isEqualTo(1);
    assertThat(seen.count("hairspring_series_expired_total")).isEqualTo(1);
  }

  @Test
  void aLookOnAnInterruptedThreadIsPutOffAndLeavesItInterrupted() {
    jobs.with("idle").inc();
    pass(10);
    time.passSeconds(120);
    Thread.currentThread().interrupt();
    metrics.tick();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Seen.of(metrics).count("hairspring_expiry_deferred_total")).isEqualTo(1);
  }

  @Test
  void theCollectorsOwnMetricsNeverExpire() {
    passTwoMinutes();
    assertThat(Seen.of(metrics).count("hairspring_scrapes_inconsistent_total")).isZero();
  }

  @Test
  void aClosedEpochHoldsHiddenSeriesToo() {
    Counter held = jobs.with("held");
    held.add(5);
    passTwoMinutes();
    assertThat(Seen.reset(metrics).count("jobs_total{kind=\"held\"}")).isEqualTo(5);
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"held\"}")).isNull();
    held.inc();
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"held\"}")).isEqualTo(1);
  }

  @Test
  void manySeriesAreLookedAtInPieces() {
    for (int i = 0; i < 1_000; i++) {
      jobs.with("job-" + i).inc();
    }
    passTwoMinutes();
    assertThat(Seen.of(metrics).count("hairspring_series_hidden")).isEqualTo(1_000);
    jobs.with("job-999").inc();
    pass(10);
    assertThat(Seen.of(metrics).count("hairspring_series_hidden")).isEqualTo(999);
  }

  @Test
  @Timeout(20)
  void aCollectionThatDoesNotEndPutsALookOffAndDoesNotStopTheClock() throws Exception {
    jobs.with("idle").inc();
    pass(10);
    time.passSeconds(120);
    CountDownLatch collecting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    metrics.gauge("held", "Holds the collection.").register(() -> held(collecting, goOn));
    Thread reader = new Thread(() -> Seen.of(metrics));
    reader.start();
    collecting.await();
    metrics.tick(); // returns, though the collection goes on
    goOn.countDown();
    reader.join();
    assertThat(Seen.of(metrics).count("hairspring_expiry_deferred_total")).isEqualTo(1);
    assertThat(Seen.of(metrics).count("jobs_total{kind=\"idle\"}")).isEqualTo(1);
    pass(10);
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"idle\"}")).isNull();
    assertThat(Seen.of(metrics).count("hairspring_expiry_deferred_total")).isEqualTo(1);
  }

  private static double held(CountDownLatch collecting, CountDownLatch goOn) {
    collecting.countDown();
    try {
      goOn.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  @Test
  void withoutALimitNothingExpires() {
    MetricsCollector keeping = MetricsCollector.create(time.config());
    keeping.counter("jobs_total", "Jobs.").register().inc();
    time.passSeconds(1_000_000);
    keeping.tick();
    time.passSeconds(1_000_000);
    keeping.tick();
    assertThat(Seen.of(keeping).count("jobs_total")).isEqualTo(1);
  }

  @Test
  void aLimitTooShortIsRefused() {
    assertThatThrownBy(() -> CollectorConfig.defaults().withIdleLimit(Duration.ofMillis(999)))
        .hasMessage("idleLimit, unless it is zero, must be PT1S to PT8760H, was PT0.999S");
  }

  private void passTwoMinutes() {
    for (int i = 0; i < 12; i++) {
      pass(10);
    }
  }

  private void pass(long seconds) {
    time.passSeconds(seconds);
    metrics.tick();
  }
}
