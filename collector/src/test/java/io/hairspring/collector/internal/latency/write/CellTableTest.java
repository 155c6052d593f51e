package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;

/** Where the cells of a stripe are found. */
class CellTableTest {
  private static final LatencyLayout LAYOUT = new LatencyLayout(1, 1_000, new double[0]);
  private static final int MOST_STRIPES = 4_096;

  @Property(tries = 200)
  void eachStripeFindsItsRowAndNoOther(
      @ForAll @UniqueElements List<@IntRange(max = MOST_STRIPES - 1) Integer> stripes,
      @ForAll @IntRange(min = 1, max = 5) int size) {
    int shift = CellTable.shift(size);
    LatencyCells[] table = CellTable.empty(size);
    for (int stripe : stripes) {
      assertThat(found(table, stripe, shift)).isNotEqualTo(stripe);
      table = CellTable.with(table, row(stripe, size), shift);
    }
    for (int stripe : stripes) {
      int place = CellTable.place(table, stripe, shift);
      for (int i = 0; i < size; i++) {
        assertThat(table[place + i].stripe).isEqualTo(stripe);
      }
    }
    assertThat(table.length >> shift).isLessThanOrEqualTo(MOST_STRIPES);
  }

  @Property(tries = 20)
  void fewTakeLittleRoomWhateverTheirNumbers(@ForAll @IntRange(max = MOST_STRIPES - 1) int stripe) {
    LatencyCells[] one = CellTable.with(CellTable.empty(1), row(stripe, 1), 0);
    assertThat(one).hasSize(1);
    assertThat(CellTable.with(one, row(stripe ^ 1, 1), 0)).hasSize(2);
  }

  private static int found(LatencyCells[] table, int stripe, int shift) {
    return table[CellTable.place(table, stripe, shift)].stripe;
  }

  private static LatencyCells[] row(int stripe, int size) {
    LatencyCells[] row = new LatencyCells[size];
    Arrays.setAll(row, i -> new LatencyCells(LAYOUT, new UncountedClamps(), stripe, false));
    return row;
  }
}
