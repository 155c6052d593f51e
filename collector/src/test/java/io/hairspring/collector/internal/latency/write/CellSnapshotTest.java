package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellSnapshotTest {
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(2, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[] {0.05, 1});

  private final Random random = new Random(7);

  /** Returns totals with a count in about every so many cells, most of them one. */
  private CellTotals totals(int gap, int most) {
    CellTotals totals = new CellTotals(LAYOUT);
    totals.cover(0, LAYOUT.cells());
    for (int cell = random.nextInt(gap); cell < LAYOUT.cells(); cell += 1 + random.nextInt(gap)) {
      totals.changeCell(cell, random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(most));
    }
    for (int part = 0; part < totals.parts(); part++) {
      totals.changePart(part, random.nextInt(most));
    }
    totals.addSum(random.nextLong() >>> 3, random.nextInt(5));
    return totals;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100, 2000})
  void holdsAllThatItWasMadeOf(int gap) {
    for (int most : new int[] {1, 2, 100, 1_000_000}) {
      CellTotals made = totals(gap, most);
      CellSnapshot snapshot = CellSnapshot.of(made, 0, 0);

      CellTotals again = new CellTotals(LAYOUT);
      snapshot.addTo(again);
      assertThat(again.cells).isEqualTo(made.cells);
      assertThat(again.parts).isEqualTo(made.parts);
      assertThat(again.sum.rounded()).isEqualTo(made.sum.rounded());

      long recordings = made.recordings();
      assertThat(snapshot.subtractFrom(made)).isEqualTo(recordings);
      assertThat(made.isEmpty()).isTrue();
      assertThat(made.sum.rounded()).isZero();
    }
  }

  /** As most cells of a step of a window are, of which there are many. */
  @Test
  void oneInACellBehindEmptyOnesTakesAByte() {
    CellTotals totals = new CellTotals(LAYOUT);
    totals.cover(0, LAYOUT.cells());
    int empty = CellSnapshot.of(totals, 0, 0).bytes();
    for (int i = 1; i <= 100; i++) {
      totals.changeCell(5 * i, 1);
    }
    assertThat(CellSnapshot.of(totals, 0, 0).bytes() - empty).isEqualTo(100);
  }
}
