package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.pause.ClockDriftPauseDetector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second view of timers that shows what a pause kept from being measured. */
class PauseCorrectionTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final String THREAD = "hairspring-micrometer-pauses";
  private static final ClockDriftPauseDetector DETECTOR =
      new ClockDriftPauseDetector(Duration.ofMillis(100), Duration.ofMillis(100));

  private final MockClock clock = new MockClock();
  private final MetricsCollector metrics =
      MetricsCollector.create(HairspringMeterRegistry.configOn(clock));
  private final HairspringMeterRegistry registry =
      new HairspringMeterRegistry(HairspringMeterConfig.defaults(), metrics, clock, null);

  private final AtomicLong nanoTime = new AtomicLong(5);
  private long oversleeps;
  private final Pauses pauses =
      new Pauses(
          100 * MILLI, 100 * MILLI, nanoTime::get, nanos -> nanoTime.addAndGet(nanos + oversleeps));
  private final Maximum max = new Maximum(clock::monotonicTime, 1, 1, nanos -> (double) nanos);
  private final PauseCorrection view =
      new PauseCorrection(
          metrics.latency("x_corrected_seconds", "Calls.").buckets(0.5).register(),
          max,
          pauses.nanoTime());

  PauseCorrectionTest() {
    pauses.add(view);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Double value(String sample) {
    return Page.of(registry.scrape()).samples().get(sample);
  }

  @Test
  void theTimersOwnFiguresAreWhatWasMeasuredAndTheViewHasAnotherName() {
    registry.config().pauseDetector(DETECTOR);
    Timer timer =
        Timer.builder("call")
            .tag("uri", "/")
            .serviceLevelObjectives(Duration.ofMillis(5))
            .register(registry);
    timer.record(Duration.ofMillis(3));
    timer.record(() -> clock.add(Duration.ofMillis(40)));
    assertThat(timer.count()).isEqualTo(2);
    for (String name : new String[] {"call_seconds", "call_corrected_seconds"}) {
      assertThat(value(name + "_bucket{le=0.005, uri=/}")).isEqualTo(1);
      assertThat(value(name + "_count{uri=/}")).isEqualTo(2);
      assertThat(value(name + "_max{uri=/}")).isEqualTo(0.04);
    }
    registry.remove(timer);
    assertThat(registry.scrape()).doesNotContain("call_");
  }

  @Test
  void withoutADetectorThereIsNoViewAndNoThread() {
    registry.timer("call").record(Duration.ofMillis(3));
    assertThat(registry.scrape()).doesNotContain("call_corrected");
    assertThat(registry.timer("call")).isExactlyInstanceOf(HairspringTimer.class);
    assertThat(isWatched()).isFalse();
  }

  @Test
  void theThreadThatWatchesEndsWithTheRegistry() {
    Timer.builder("call").pauseDetector(DETECTOR).register(registry);
    assertThat(isWatched()).isTrue();
    registry.close();
    Until.isTrue("the thread ends", () -> !isWatched());
  }

  private static boolean isWatched() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(THREAD));
  }

  @Test
  void callsAtTheRateBeforeAPauseAreMissed() throws InterruptedException {
    call(200); // for 20 s, in which the rate is taken anew
    oversleeps = 1_000 * MILLI;
    call(1);
    // 900 ms, 800 ms and so on, to 100 ms
    assertThat(value("x_corrected_seconds_count{}")).isEqualTo(210);
    assertThat(value("x_corrected_seconds_sum{}")).isEqualTo(0.201 + 4.5);
    assertThat(value("x_corrected_seconds_bucket{le=0.5}")).isEqualTo(206);
    assertThat(max.get()).isEqualTo(900 * MILLI);
  }

  @Test
  void aPauseIsNoTimeInWhichCallsCouldCome() throws InterruptedException {
    call(20);
    for (int pause = 0; pause < 3; pause++) {
      oversleeps = 1_000 * MILLI;
      call(1);
      oversleeps = 0;
      call(9);
    }
    assertThat(value("x_corrected_seconds_count{}")).isEqualTo(50 + 3 * 9);
  }

  @Test
  void nothingIsMissedWithoutAPauseACallOrARate() throws InterruptedException {
    oversleeps = 1_000 * MILLI;
    pauses.look();
    oversleeps = 0;
    call(7);
    oversleeps = 1_000 * MILLI;
    pauses.look(); // less than a second after the first call
    oversleeps = 100 * MILLI; // no more than the threshold
    call(100);
    assertThat(value("x_corrected_seconds_count{}")).isEqualTo(107);
  }

  /** Calls so often, every 100 ms. */
  private void call(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      view.record(MILLI);
      pauses.look();
    }
  }
}
