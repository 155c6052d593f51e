package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What cells of many writers tell of recordings since, so that no cell need be read. */
class SharedSinceTest {
  private static final long NANOS = 5_000_000;
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(
          LatencyLayout.DEFAULT_DIGITS, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[0]);

  private final LatencyCells cells =
      new LatencyCells(LAYOUT, new UncountedClamps(), LatencyCells.NO_STRIPE, true);

  @Test
  void tellNumberAndSum() {
    cells.record(NANOS);
    long told = cells.told();
    TestThreads.times(3, () -> cells.record(2 * NANOS));
    long since = cells.since(told);
    assertThat(LatencyCells.recordings(since)).isEqualTo(3);
    assertThat(LatencyCells.nanos(since)).isEqualTo(6 * NANOS);
  }

  @Test
  void tellNothingWhereTheNumberMayHaveRunOver() {
    cells.record(1);
    long told = cells.told();
    TestThreads.times((1 << 16) + 1, () -> cells.record(1));
    assertThat(cells.since(told)).isNegative();
    TestThreads.times((1 << 16) - 1, () -> cells.record(1));
    assertThat(cells.since(told)).isNegative();
  }

  @Test
  void tellWhatRanOverIfAllAreTooLongForThat() {
    TestThreads.times((1 << 16) - 1, () -> cells.record(NANOS)); // whose number has all bits set
    long told = cells.told();
    cells.record(NANOS);
    assertThat(LatencyCells.recordings(cells.since(told))).isEqualTo(1);
    assertThat(LatencyCells.nanos(cells.since(told))).isEqualTo(NANOS);
  }

  @Test
  void tellWhatWentToOtherCells() {
    cells.record(NANOS);
    long told = cells.told();
    cells.shared().change();
    cells.record(3 * NANOS);
    assertThat(LatencyCells.nanos(cells.since(told))).isEqualTo(3 * NANOS);
  }

  @Test
  void whatTheyDoNotTellIsSaid() {
    long hour = Duration.ofHours(1).toNanos();
    cells.record(NANOS);
    long untold = cells.untold();
    cells.record(NANOS);
    assertThat(cells.untold()).isEqualTo(untold);
    cells.record(0);
    assertThat(cells.untold()).isGreaterThan(untold);
    untold = cells.untold();
    cells.record(hour);
    assertThat(cells.untold()).isGreaterThan(untold);
    untold = cells.untold();
    cells.recordCorrected(NANOS, 1_000);
    assertThat(cells.untold()).isGreaterThan(untold);
  }
}
