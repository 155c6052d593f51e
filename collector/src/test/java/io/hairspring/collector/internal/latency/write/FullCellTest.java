package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.internal.latency.read.LatencyTotals;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What a cell counts beyond 32 bits. */
class FullCellTest {
  private static final long NANOS = 1_000;
  private static final long OTHER_NANOS = 1_000_000;
  private static final int APART = 8; // each such latency in an octave of its own
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(
          LatencyLayout.DEFAULT_DIGITS, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[] {1});

  private final LatencyCells cells = cells();

  @Test
  void aFullCellGoesOnWithAPageOf64BitsForItsOctaveAlone() {
    fill(cells, NANOS);
    cells.record(OTHER_NANOS);
    cells.record(NANOS);
    cells.record(NANOS);
    LatencyTotals totals = read(cells);
    assertThat(totals.count()).isEqualTo(Integer.MAX_VALUE + 3L);
    assertThat(totals.sumNanos()).isEqualTo(OTHER_NANOS + 2 * NANOS);
    assertThat(new ArraysShown().of(cells)).isEqualTo("1 of 32 bits, 1 of 64");
  }

  @Test
  void eachOctaveWithAFullCellHasAPage() {
    for (int i = 0; i < 3; i++) {
      fill(cells, NANOS);
      fill(cells, OTHER_NANOS);
      cells.record(NANOS);
      cells.record(OTHER_NANOS);
    }
    assertThat(read(cells).count()).isEqualTo(6L * Integer.MAX_VALUE + 6);
    assertThat(new ArraysShown().of(cells)).isEqualTo("1 of 32 bits, 2 of 64");
  }

  @Test
  void manyAtOnceFillACellMoreThanOnce() {
    cells.count(LAYOUT.index(NANOS), NANOS, 5L << 40);
    cells.count(LAYOUT.index(NANOS), NANOS, 5L << 40);
    assertThat(read(cells).count()).isEqualTo(10L << 40);
  }

  @Test
  void whatIsRecordedWhereMemoryIsShortIsCountedAllTheSame() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx8m",
                "-XX:+UseSerialGC",
                "-cp",
                Stream.of(FullCellTest.class, LatencyCells.class, Histogram.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .collect(Collectors.joining(File.pathSeparator)),
                FullCellTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("counted");
  }

  /** Fills the heap, and then frees it in small steps while recordings fill cells and octaves. */
  public static void main(String[] args) {
    LatencyCells cells = cells();
    for (long nanos = 1; nanos < LatencyLayout.DEFAULT_HIGHEST_NANOS; nanos *= APART) {
      fill(cells, nanos);
    }
    long before = read(cells).count();
    Object[] ballast = ballast();
    long recorded = 0;
    long failed = 0;
    while (ballast != null) {
      for (long nanos = 1; nanos < LatencyLayout.DEFAULT_HIGHEST_NANOS; nanos *= APART) {
        try {
          cells.record(nanos);
          recorded++;
        } catch (OutOfMemoryError expected) {
          failed++;
        }
      }
      ballast = (Object[]) ballast[0];
    }
    long counted = read(cells).count() - before;
    System.out.print(counted == recorded && failed > 0 ? "counted" : recorded + " " + counted);
  }

  private static Object[] ballast() {
    Object[] chain = null;
    for (int size = 1 << 16; size >= 64; size /= 2) {
      try {
        while (true) {
          Object[] link = new Object[size];
          link[0] = chain;
          chain = link;
        }
      } catch (OutOfMemoryError expected) {
        // smaller ones may fit
      }
    }
    return chain;
  }

  private static void fill(LatencyCells cells, long nanos) {
    cells.count(LAYOUT.index(nanos), nanos, Integer.MAX_VALUE);
  }

  private static LatencyCells cells() {
    return new LatencyCells(LAYOUT, new UncountedClamps(), 0, false);
  }

  private static LatencyTotals read(LatencyCells cells) {
    LatencyTotals totals = new LatencyTotals(LAYOUT);
    cells.addTo(totals, false);
    totals.finish();
    return totals;
  }

  /** Tells how many arrays are shown. */
  private static final class ArraysShown implements CellAccumulator {
    private int ofInts;
    private int ofLongs;

    String of(LatencyCells cells) {
      cells.addTo(this, false);
      return ofInts + " of 32 bits, " + ofLongs + " of 64";
    }

    @Override
    public void addSum(long nanos, long wraps) {}

    @Override
    public void addZeros(long zeros) {}

    @Override
    public void cover(int first, int after) {}

    @Override
    public void changeCell(int cell, long n) {}

    @Override
    public void changePart(int part, long n) {}

    @Override
    public long addParts(long[] counts, int from) {
      return 0;
    }

    @Override
    public long addCells(int[] counts, int from, int first) {
      ofInts++;
      return 0;
    }

    @Override
    public long addCells(long[] counts, int from, int first) {
      ofLongs++;
      return 0;
    }

    @Override
    public long addCells(byte[] counts, int first) {
      throw new AssertionError("only shared cells are so narrow");
    }
  }
}
