package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.WindowView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 60 seconds in steps of 10, unless a test says otherwise. */
class WindowTest {
  private final ManualTime time = new ManualTime();
  private final MetricsCollector metrics = MetricsCollector.create(time.config());
  private final LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();

  @Test
  void aWindowHoldsOnlyWhatCameAfterItsStart() {
    latency.record(1_000);
    steps(6);
    latency.record(2_000);
    assertThat(latency.window().count()).isEqualTo(1);
    assertThat(latency.window().minNanos()).isEqualTo(2_000);
    assertThat(latency.count()).isEqualTo(2);
  }

  @Test
  void aRecordingIsSeenAtOnceAndLeavesAfterFiveToSixSteps() {
    time.passSeconds(9);
    latency.record(1_000);
    assertThat(latency.window().count()).isEqualTo(1);
    time.passSeconds(1);
    metrics.tick();
    steps(4);
    assertThat(latency.window().count()).isEqualTo(1);
    assertThat(latency.window().coveredSeconds()).isEqualTo(50);
    steps(1);
    assertThat(latency.window().count()).isZero();
  }

  @Test
  void aYoungWindowCoversWhatThereIsSoFar() {
    time.passSeconds(4);
    for (int i = 0; i < 8; i++) {
      latency.record(1_000_000);
    }
    WindowView young = latency.window();
    assertThat(young.windowSeconds()).isEqualTo(60);
    assertThat(young.coveredSeconds()).isEqualTo(4);
    assertThat(young.ratePerSecond()).isEqualTo(2);
  }

  @Test
  void anEmptyWindowHasNoFigures() {
    latency.record(1_000);
    steps(6);
    WindowView empty = latency.window();
    assertThat(empty.count()).isZero();
    assertThat(empty.sumNanos()).isZero();
    assertThat(empty.ratePerSecond()).isZero();
    assertThat(empty.quantileNanos(0.99)).isNaN();
    assertThat(empty.maxNanos()).isNaN();
    assertThat(empty.minNanos()).isNaN();
    assertThat(empty.meanNanos()).isNaN();
  }

  @Test
  void allFiguresAreOfTheSameWindow() {
    latency.record(9_000_000_000L);
    steps(6);
    for (int nanos = 1; nanos <= 100; nanos++) {
      latency.record(nanos);
    }
    WindowView window = latency.window();
    assertThat(window.count()).isEqualTo(100);
    assertThat(window.ratePerSecond()).isEqualTo(2);
    assertThat(window.minNanos()).isEqualTo(1);
    assertThat(window.maxNanos()).isEqualTo(100);
    assertThat(window.meanNanos()).isEqualTo(50.5);
    assertThat(window.quantileNanos(0.5)).isEqualTo(50);
    assertThat(window.quantileNanos(0.999)).isEqualTo(100);
  }

  @Test
  void nobodysWindowChangesBecauseSomebodyReadOrReset() {
    latency.record(1_000);
    steps(2);
    latency.record(2_000);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      LatencyReading.of(metrics, "call_seconds", values -> counts.add(values.window().count()));
      LatencyReading.ofReset(
          metrics, "call_seconds", values -> counts.add(values.window().count()));
      metrics.reset("call_seconds", new DecliningVisitor());
    }
    assertThat(counts).hasSize(6).containsOnly(2L);
    assertThat(latency.window().count()).isEqualTo(2);
  }

  @Test
  void valuesOnEitherSideOfABoundLeaveTheWindowOneByOne() {
    LatencyRecorder split =
        metrics.latency("split_seconds", "Split.").significantDigits(1).buckets(0.001).register();
    split.record(1_000_000);
    steps(3);
    split.record(1_000_001);
    steps(3);
    assertThat(split.window().count()).isEqualTo(1);
    steps(3);
    assertThat(split.window().count()).isZero();
  }

  @Test
  void aRecordingOfNothingAtAllIsSeen() {
    latency.record(5_000);
    steps(9);
    latency.record(0);
    assertThat(latency.window().count()).isEqualTo(1);
    steps(6);
    assertThat(latency.window().count()).isZero();
    latency.record(0);
    assertThat(latency.window().maxNanos()).isZero();
  }

  @Test
  void aSeriesMadeLaterCountsFromNothing() {
    steps(9);
    Family<LatencyRecorder> family = metrics.latency("late_seconds", "Late.").family("kind");
    family.with("a").record(7_000);
    steps(1);
    family.with("b").record(8_000);
    assertThat(family.with("a").window().count()).isEqualTo(1);
    assertThat(family.with("b").window().count()).isEqualTo(1);
  }

  @Test
  void aRecorderHasEachOfItsWindows() {
    LatencyRecorder both =
        metrics
            .latency("both_seconds", "Both.")
            .windows(
                new WindowSettings(Duration.ofSeconds(10), 10),
                new WindowSettings(Duration.ofMinutes(5), 5))
            .register();
    both.record(1_000);
    for (int i = 0; i < 240; i++) {
      time.passSeconds(1);
      metrics.tick();
    }
    both.record(2_000);
    List<Long> counts = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    LatencyReading.of(
        metrics,
        "both_seconds",
        values -> {
          for (int i = 0; i < values.windows(); i++) {
            counts.add(values.window(i).count());
            lengths.add(values.window(i).windowSeconds());
          }
        });
    assertThat(lengths).containsExactly(10.0, 300.0);
    assertThat(counts).containsExactly(1L, 2L);
  }

  @Test
  void whateverACellHoldsLeavesTheWindow() {
    for (int nanos = 0; nanos < 256; nanos++) {
      for (int times = 0; times < nanos; times++) {
        latency.record(nanos);
      }
    }
    steps(6);
    assertThat(latency.window().count()).isZero();
    assertThat(latency.window().sumNanos()).isZero();
    latency.record(64);
    assertThat(latency.window().minNanos()).isEqualTo(64);
    assertThat(latency.window().maxNanos()).isEqualTo(64);
  }

  @Test
  void aWindowMadeLateHasMissedNothing() {
    time.passSeconds(45);
    metrics
        .latency("late_seconds", "Late.")
        .windows(new WindowSettings(Duration.ofMinutes(2), 12))
        .register();
    metrics.tick();
    assertThat(Seen.of(metrics).count("hairspring_clock_steps_missed_total")).isEqualTo(3);
  }

  @Test
  void aCollectionTellsHowMuchOfTheWindowIsCovered() {
    time.passSeconds(4);
    LatencyReading.of(
        metrics,
        "call_seconds",
        values -> assertThat(values.window().coveredSeconds()).isEqualTo(4));
  }

  @Test
  void windowsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new WindowSettings(Duration.ofMillis(999), 1))
        .hasMessage("length of a window must be 1 second to 1 day, was PT0.999S");
    assertThatThrownBy(() -> new WindowSettings(Duration.ofSeconds(5), 60))
        .hasMessage("steps of a window must be 1 to 60 of at least 100 ms, were 60 in PT5S");
    assertThatThrownBy(() -> metrics.latency("x_seconds", "X.").windows())
        .hasMessage("windows of x_seconds must be 1 to 4, were 0");
  }

  /** Ends so many steps of ten seconds, with the clock on time. */
  private void steps(int steps) {
    for (int i = 0; i < steps; i++) {
      time.passSeconds(10);
      metrics.tick();
    }
  }
}
