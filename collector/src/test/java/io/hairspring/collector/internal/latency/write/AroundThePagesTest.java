package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.internal.latency.read.LatencyTotals;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Values whose cells are beside those that were made, or are no plain cells. */
class AroundThePagesTest {
  private static final long HIGHEST_NANOS = 1_000_000_007;
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(LatencyLayout.DEFAULT_DIGITS, HIGHEST_NANOS, new double[] {0.0001, 0.5});

  private final UncountedClamps clamps = new UncountedClamps();

  @Test
  void aValueBelowThePagesThatThereAreIsCountedWhereverItsCellWouldBe() {
    int first = LAYOUT.index(1_000_000) / LAYOUT.pageCells() * LAYOUT.pageCells();
    for (int cell = first - 2 * CountArrays.INT_PAD; cell < first; cell++) {
      LatencyCells cells = new LatencyCells(LAYOUT, clamps, 1, false);
      cells.record(1_000_000);
      cells.record(LAYOUT.lowest(cell));
      LatencyTotals totals = read(cells);
      assertThat(totals.count()).isEqualTo(2);
      assertThat(totals.sumNanos()).isEqualTo(1_000_000 + LAYOUT.lowest(cell));
    }
  }

  @Test
  void aValueInASplitCellOrAboveTheHighestIsCountedLikeAnyOther() {
    LatencyCells cells = new LatencyCells(LAYOUT, clamps, 1, false);
    long[] values =
        LongStream.of(100_000, 500_000_000, HIGHEST_NANOS)
            .flatMap(bound -> LongStream.rangeClosed(bound - 3, bound + 3))
            .toArray();
    long sum = 0;
    for (int round = 0; round < 3; round++) {
      for (long nanos : values) {
        cells.record(nanos);
        sum += Math.min(nanos, HIGHEST_NANOS);
      }
    }
    LatencyTotals totals = read(cells);
    assertThat(totals.count()).isEqualTo(3L * values.length);
    assertThat(totals.sumNanos()).isEqualTo(sum);
    assertThat(totals.max()).isEqualTo(HIGHEST_NANOS / 1e9);
  }

  private static LatencyTotals read(LatencyCells cells) {
    LatencyTotals totals = new LatencyTotals(LAYOUT);
    cells.addTo(totals, false);
    totals.finish();
    return totals;
  }
}
