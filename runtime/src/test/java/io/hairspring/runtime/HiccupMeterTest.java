package io.hairspring.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread that only sleeps tells of pauses. */
class HiccupMeterTest {
  private static final long STEP = HiccupMeter.STEP_NANOS;

  private final MetricsCollector metrics = MetricsCollector.create();
  private final LatencyRecorder hiccups = metrics.latency("h_seconds", "H.").register();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aPauseCountsForEveryMomentInIt() {
    HiccupMeter meter = HiccupMeter.byHand(hiccups);
    for (int i = 0; i < 90; i++) {
      meter.slept(STEP + 60_000);
    }
    meter.slept(11 * STEP + 60_000);
    Histogram expected = new Histogram(1, 3_600_000_000_000L, 2);
    expected.recordValueWithCount(0, 90);
    expected.recordValueWithExpectedInterval(10 * STEP, STEP);
    assertThat(hiccups.histogram()).isEqualTo(expected);
    assertThat(hiccups.count()).isEqualTo(100); // a tenth of all time was a pause
  }

  @Test
  void aMachineThatSleptForDaysTakesBoundedWork() {
    HiccupMeter meter = HiccupMeter.byHand(hiccups);
    meter.slept(STEP);
    meter.slept(TimeUnit.DAYS.toNanos(7));
    assertThat(hiccups.count()).isEqualTo(1 + TimeUnit.HOURS.toNanos(1) / STEP);
  }

  @Test
  void theThreadRecordsAndEndsWithTheMetrics() {
    RuntimeMetrics runtime = RuntimeMetrics.register(metrics, EnumSet.of(RuntimePart.HICCUPS));
    Until.isTrue("recorded", this::exposed);
    assertThat(running()).isTrue();
    runtime.close();
    assertThat(running()).isFalse();
    assertThat(exposed()).isFalse();
  }

  private boolean exposed() {
    return Text.of(metrics).stream().anyMatch(line -> line.startsWith("jvm_hiccup_seconds_count"));
  }

  private static boolean running() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("hairspring-hiccups"));
  }
}
