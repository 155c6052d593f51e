package io.hairspring.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which pauses were for garbage collection, and what they fell into. */
class GcPausesTest {
  private static final long MILLI = 1_000_000;

  private final MetricsCollector metrics = MetricsCollector.create();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void ofASpanOnlyWhatIsInItCounts() {
    GcPauses pauses = GcPauses.byHand(metrics.latency("p_seconds", "P.").family("cause"));
    pauses.paused("full", 1_000, 1_100);
    pauses.paused("full", 1_200, 1_230);
    pauses.paused("full", 2_000, 2_500);
    assertThat(within(pauses, 1_050, 1_210)).isEqualTo(60 * MILLI);
    assertThat(within(pauses, 2_100, 2_200)).isEqualTo(100 * MILLI);
    assertThat(within(pauses, 1_101, 1_199)).isZero();
  }

  @Test
  void theOldestGiveWay() {
    GcPauses pauses = GcPauses.byHand(metrics.latency("p_seconds", "P.").family("cause"));
    for (int i = 0; i < 2_000; i++) {
      pauses.paused("full", 10L * i, 10L * i + 1);
    }
    assertThat(within(pauses, 0, 100)).isZero();
    assertThat(within(pauses, 0, 30_000)).isEqualTo(1_024 * MILLI);
  }

  @Test
  void aRealCollectionIsRecordedWithItsCauseAndFallsIntoItsTime() {
    RuntimeMetrics runtime = RuntimeMetrics.register(metrics, EnumSet.of(RuntimePart.GC_PAUSES));
    Instant before = Instant.now().minusMillis(5);
    byte[][] live = new byte[2_000][];
    for (int i = 0; i < live.length; i++) {
      live[i] = new byte[10_000];
    }
    // A collection of so little may take less than the millisecond that is told.
    Until.isTrue(
        "a pause of this time",
        () -> {
          System.gc();
          return runtime.gcPauseNanos(before, Instant.now()) > 0;
        });
    assertThat(live.length).isEqualTo(2_000);
    assertThat(runtime.gcPauseNanos(before.minusSeconds(9), before.minusSeconds(4))).isZero();
    assertThat(Text.of(metrics))
        .anyMatch(line -> line.matches("jvm_gc_pause_duration_seconds_count\\{cause=\"Sys.*"));
    runtime.close();
    assertThat(Text.of(metrics)).noneMatch(line -> line.startsWith("jvm_gc_pause"));
  }

  private static long within(GcPauses pauses, long fromMillis, long toMillis) {
    return pauses.nanosWithin(Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(toMillis));
  }
}
