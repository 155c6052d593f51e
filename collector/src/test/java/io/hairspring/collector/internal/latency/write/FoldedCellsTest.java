package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.internal.latency.read.LatencyTotals;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Cells of any width hold the same counts when they are folded, once and again. */
class FoldedCellsTest {
  private static final long HIGHEST_NANOS = 10_000_000_000L;
  private static final double[] BOUNDS_SECONDS = {0.000_000_1, 0.001, 1};
  private static final LatencyLayout LAYOUT = new LatencyLayout(2, HIGHEST_NANOS, BOUNDS_SECONDS);

  @Property(tries = 100)
  void countsOfAnyWidthStayWhatTheyAre(
      @ForAll("counted") List<Counted> first, @ForAll("counted") List<Counted> second) {
    Histogram expected = new Histogram(1, HIGHEST_NANOS, 2);
    LatencyCells folded = folded(cells(first, expected), folded(cells(second, expected), null));
    LatencyTotals totals = new LatencyTotals(LAYOUT);
    assertThat(folded.addTo(totals, false)).isTrue();
    totals.finish();
    assertThat(totals.histogram()).isEqualTo(expected);
    for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
      long bound = Math.round(BOUNDS_SECONDS[i] * 1e9);
      long atMost = count(first, bound) + count(second, bound);
      assertThat(totals.cumulativeCount(i)).isEqualTo(atMost);
    }
  }

  @Test
  void zerosAndSumsBeyond64BitsStayWhatTheyAre() {
    LatencyLayout layout = new LatencyLayout(1, Long.MAX_VALUE / 2, new double[0]);
    LatencyCells cells = new LatencyCells(layout, new UncountedClamps(), 0, false);
    for (int i = 0; i < 7; i++) {
      cells.record(Long.MAX_VALUE / 2);
      cells.record(0);
    }
    CellTotals before = new CellTotals(layout);
    cells.addTo(before, false);
    CellTotals left = new CellTotals(layout);
    left.copy(before);
    LatencyCells folded = new LatencyCells(layout, new UncountedClamps(), left, null);
    CellTotals after = new CellTotals(layout);
    assertThat(folded.addTo(after, false)).isTrue();
    assertThat(after.sum.nanos()).isEqualTo(before.sum.nanos());
    assertThat(after.sum.wraps()).isEqualTo(before.sum.wraps()).isEqualTo(6);
    assertThat(after.cells).isEqualTo(before.cells);
    assertThat(folded.zeros()).isEqualTo(7);
    assertThat(folded.activity()).isEqualTo(cells.activity());
  }

  @Provide
  Arbitrary<List<Counted>> counted() {
    Arbitrary<Long> nanos =
        Arbitraries.doubles().between(0, 1).map(x -> (long) Math.pow(HIGHEST_NANOS, x));
    Arbitrary<Long> counts =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 200),
            Arbitraries.longs().between(1, 1L << 20),
            Arbitraries.longs().between(1L << 30, 1L << 40));
    return Combinators.combine(nanos, counts).as(Counted::new).list().ofMaxSize(40);
  }

  private static long count(List<Counted> all, long mostNanos) {
    return all.stream()
        .filter(counted -> counted.nanos <= mostNanos)
        .mapToLong(Counted::count)
        .sum();
  }

  private static LatencyCells cells(List<Counted> all, Histogram expected) {
    LatencyCells cells = new LatencyCells(LAYOUT, new UncountedClamps(), 0, false);
    for (Counted counted : all) {
      cells.count(LAYOUT.index(counted.nanos), counted.nanos, counted.count);
      expected.recordValueWithCount(counted.nanos, counted.count);
    }
    return cells;
  }

  private static LatencyCells folded(LatencyCells cells, LatencyCells before) {
    CellTotals left = new CellTotals(LAYOUT);
    cells.addTo(left, false);
    if (before != null) {
      before.addTo(left, false);
    }
    return new LatencyCells(LAYOUT, new UncountedClamps(), left, null);
  }

  private record Counted(long nanos, long count) {}
}
