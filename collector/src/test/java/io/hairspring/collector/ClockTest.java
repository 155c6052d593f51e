package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Until;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ClockTest {
  private final ManualTime time = new ManualTime(Long.MAX_VALUE - 5_000_000_000L);
  private final MetricsCollector metrics = MetricsCollector.create(time.config());
  private final LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();

  @Test
  void aLateClockDropsWhatIsOlderThanTheWindow() {
    time.passSeconds(10);
    metrics.tick();
    latency.record(1_000);
    time.passSeconds(35);
    metrics.tick();
    latency.record(2_000);
    assertThat(latency.window().count()).isEqualTo(2);
    assertThat(latency.window().coveredSeconds()).isEqualTo(45);
    time.passSeconds(20);
    metrics.tick();
    assertThat(latency.window().count()).isEqualTo(2);
    time.passSeconds(10);
    metrics.tick();
    assertThat(latency.window().count()).isEqualTo(1);
    assertThat(Seen.of(metrics).count("hairspring_clock_steps_missed_total")).isEqualTo(3);
  }

  @Test
  void afterAStallLongerThanTheWindowItBeginsAnew() {
    latency.record(1_000);
    time.passSeconds(3_000);
    metrics.tick();
    assertThat(latency.window().count()).isZero();
    assertThat(latency.window().coveredSeconds()).isZero();
    time.passSeconds(5);
    latency.record(2_000);
    assertThat(latency.window().ratePerSecond()).isEqualTo(0.2);
  }

  @Test
  void theWindowOfALateRecorderCoversNoTimeBeforeIt() {
    MetricsCollector own = MetricsCollector.create(time.config());
    time.passSeconds(25);
    LatencyRecorder late = own.latency("late_seconds", "Late.").register();
    time.passSeconds(5);
    assertThat(late.window().coveredSeconds()).isEqualTo(5);
  }

  @Test
  void timeThatGoesBackMovesNothing() {
    time.passSeconds(25);
    metrics.tick();
    latency.record(1_000);
    time.passSeconds(-20);
    metrics.tick();
    assertThat(latency.window().count()).isEqualTo(1);
    time.passSeconds(20);
    metrics.tick();
    assertThat(latency.window().count()).isEqualTo(1);
    assertThat(latency.window().coveredSeconds()).isEqualTo(25);
  }

  @Test
  void tickingOftenMovesAWindowNoFaster() {
    latency.record(1_000);
    for (int second = 0; second < 49; second++) {
      time.passSeconds(1);
      metrics.tick();
    }
    assertThat(latency.window().count()).isEqualTo(1);
    assertThat(Seen.of(metrics).count("hairspring_clock_ticks_total")).isEqualTo(4);
  }

  @Test
  void theThreadStartsWithTheFirstRecorderAndEndsWithTheCollector() {
    Set<Thread> before = clockThreads();
    MetricsCollector own = MetricsCollector.create();
    own.counter("x_total", "X.").register();
    assertThat(newClockThreads(before)).isEmpty();
    assertThat(own.isClockMoving()).isTrue();
    own.latency("x_seconds", "X.").register();
    own.latency("y_seconds", "Y.").register();
    Set<Thread> started = newClockThreads(before);
    assertThat(started).hasSize(1).allMatch(Thread::isDaemon);
    assertThat(own.isClockMoving()).isTrue();
    own.close();
    assertThat(started).noneMatch(Thread::isAlive);
    assertThat(own.isClockMoving()).isFalse();
  }

  @Test
  void theThreadMovesWindowsByItself() {
    MetricsCollector own =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withWindows(new WindowSettings(java.time.Duration.ofSeconds(1), 10)));
    try {
      LatencyRecorder recorder = own.latency("x_seconds", "X.").register();
      recorder.record(1_000);
      Until.isTrue("moved", () -> recorder.window().count() == 0);
      assertThat(own.isClockMoving()).isTrue();
    } finally {
      own.close();
    }
  }

  @Test
  void aClockThatStandsStillIsNoticed() {
    MetricsCollector own =
        MetricsCollector.create(time.config().withClockThread(true)); // waits in real time
    try {
      own.latency("x_seconds", "X.").register();
      Until.isTrue(
          "moved", () -> Seen.of(own).get("hairspring_clock_age_seconds").doubleValue() == 0);
      time.passSeconds(30);
      assertThat(own.isClockMoving()).isTrue();
      time.passSeconds(1);
      assertThat(own.isClockMoving()).isFalse();
    } finally {
      own.close();
    }
  }

  @Test
  void closingOnAnInterruptedThreadLeavesItInterrupted() {
    MetricsCollector closed = withRecorder();
    Thread.currentThread().interrupt();
    closed.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aCollectorThatNobodyHoldsDoesNotLiveOnByItsClock() {
    WeakReference<MetricsCollector> dropped = new WeakReference<>(withRecorder());
    Until.isTrue(
        "collected",
        () -> {
          System.gc();
          return dropped.get() == null;
        });
  }

  private static MetricsCollector withRecorder() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.latency("x_seconds", "X.").register();
    return metrics;
  }

  private static Set<Thread> newClockThreads(Set<Thread> before) {
    Set<Thread> threads = clockThreads();
    threads.removeAll(before);
    return threads;
  }

  private static Set<Thread> clockThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("hairspring-clock"))
        .collect(Collectors.toSet());
  }
}
