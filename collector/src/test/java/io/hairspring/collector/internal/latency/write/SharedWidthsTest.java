package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.internal.latency.read.LatencyTotals;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.HdrHistogram.Histogram;

/** Cells that many threads write hold what HdrHistogram holds, through all their widths. */
class SharedWidthsTest {
  private static final int DIGITS = 2;
  private static final long HIGHEST_NANOS = 1_000_000_000;
  private static final long[] NANOS = {1, 127, 128, 1_000, 1_001, 999_999, 1_000_000, 1_000_001};
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(DIGITS, HIGHEST_NANOS, new double[] {0.001});

  private final SharedCells cells = new SharedCells(LAYOUT);
  private final Histogram expected = new Histogram(1, HIGHEST_NANOS, DIGITS);

  @Property(tries = 300)
  void cellsHoldWhatAHistogramHolds(@ForAll("additions") List<Tuple2<Long, Long>> additions) {
    SharedWidthsTest fresh = new SharedWidthsTest();
    additions.forEach(addition -> fresh.add(addition.get1(), addition.get2()));
    assertThat(read(fresh.cells)).isEqualTo(fresh.expected);
  }

  @Example
  void aCellOf32BitsDoesNotRunOver() {
    for (int i = 0; i < 3 << 20; i++) {
      add(NANOS[3], 1 << 10);
    }
    assertThat(read(cells)).isEqualTo(expected);
  }

  private static Histogram read(SharedCells cells) {
    LatencyTotals totals = new LatencyTotals(LAYOUT);
    cells.addTo(totals, false);
    totals.finish();
    return totals.histogram();
  }

  private void add(long nanos, long times) {
    cells.count(LAYOUT.index(nanos), nanos, times);
    expected.recordValueWithCount(nanos, times);
  }

  @Provide
  Arbitrary<List<Tuple2<Long, Long>>> additions() {
    Arbitrary<Long> nanos = Arbitraries.of(NANOS[0], NANOS[1], NANOS[2], NANOS[3], NANOS[4]);
    Arbitrary<Long> more = Arbitraries.of(NANOS[5], NANOS[6], NANOS[7], HIGHEST_NANOS);
    Arbitrary<Long> times =
        Arbitraries.of(1L, 2L, 63L, 126L, 127L, 128L, 1_024L, 1_025L, 1L << 30, 1L << 40);
    return Arbitraries.oneOf(nanos, more)
        .flatMap(value -> times.map(count -> Tuple.of(value, count)))
        .list()
        .ofMaxSize(60);
  }
}
