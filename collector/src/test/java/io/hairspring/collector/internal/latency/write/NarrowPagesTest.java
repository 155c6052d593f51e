package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowPagesTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatWasTakenIsAddedOnceAndNegativeCellsNever(int digits) {
    LatencyLayout layout =
        new LatencyLayout(digits, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[0]);
    NarrowPages narrow = new NarrowPages(layout);
    long[] cells = new long[layout.firstCell(layout.pages())];
    long[] expected = cells.clone();
    for (int page = 0; page < layout.pages(); page++) {
      byte[] counts = page(layout, page % 4);
      long all = 0;
      for (int slot = 0; slot < counts.length; slot++) {
        int count = Math.max(counts[slot], 0);
        expected[layout.firstCell(page) + slot] += count;
        all += count;
      }
      assertThat(narrow.take(counts, page)).isEqualTo(all);
    }
    narrow.spread(2, cells);
    narrow.spread(2, cells);
    assertThat(cells[layout.firstCell(2)]).isEqualTo(expected[layout.firstCell(2)]);
    narrow.spread(cells);
    narrow.spread(cells);
    assertThat(cells).isEqualTo(expected);
  }

  /** Returns a page that is empty, full, mixed or of every value there is. */
  private byte[] page(LatencyLayout layout, int kind) {
    byte[] counts = new byte[layout.pageCells()];
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] =
          switch (kind) {
            case 0 -> 0;
            case 1 -> Byte.MAX_VALUE;
            case 2 -> (byte) random.nextInt();
            default -> (byte) (random.nextInt(4) - 1);
          };
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesOfTwoStripesAddUpAlsoWhereSomethingIsTakenAwayBetweenThem(int stripes) {
    LatencyLayout layout = new LatencyLayout(2, 1_000_000, new double[0]);
    CellTotals totals = new CellTotals(layout);
    byte[] counts = page(layout, 1);
    for (int i = 0; i < stripes; i++) {
      totals.addCells(counts, layout.firstCell(3));
      totals.changeCell(layout.firstCell(3) + 5, -1);
    }
    assertThat(totals.inPage(3)).isEqualTo(stripes * (127L * layout.pageCells() - 1));
    assertThat(totals.cell(layout.firstCell(3) + 5)).isEqualTo(stripes * 126L);
    assertThat(totals.cell(layout.firstCell(3) + 6)).isEqualTo(stripes * 127L);
    assertThat(totals.endOfCells()).isEqualTo(layout.firstCell(4));
  }
}
