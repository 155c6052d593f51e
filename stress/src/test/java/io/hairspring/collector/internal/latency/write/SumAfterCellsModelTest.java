package io.hairspring.collector.internal.latency.write;

import io.hairspring.testing.Scale;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * Whoever sees a sum of latencies sees the cells of all that is in it, however the steps of those
 * who record and of a reader come between each other: in the stripe of one thread, from the first
 * recording to one in an octave that is new, and in a shared one. Where a stripe says that both are
 * of one set of recordings, they are; a copy that the owner made always is.
 */
public class SumAfterCellsModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;
  private static final int HIGHEST_NANOS = 100; // few cells, so that a model check ends
  private static final int LONG_NANOS = 64; // of another octave than 1
  private static final LatencyLayout LAYOUT = new LatencyLayout(1, HIGHEST_NANOS, new double[0]);

  private StripeCopy copy;

  private final LatencyCells owned = new LatencyCells(LAYOUT, new UncountedClamps(), 0, false);
  private final LatencyCells shared = new LatencyCells(LAYOUT, new UncountedClamps(), 0, true);

  @Operation(nonParallelGroup = "owner")
  public void recordShort() {
    owned.record(1);
  }

  @Operation(nonParallelGroup = "owner")
  public void recordLong() {
    owned.record(LONG_NANOS);
  }

  @Operation
  public void recordShared() {
    shared.record(1);
  }

  @Operation(nonParallelGroup = "reader")
  public void ask() {
    copy = owned.copy(false);
    owned.ask(copy);
  }

  @Operation(nonParallelGroup = "reader")
  public void change() {
    shared.shared().change();
  }

  @Operation(nonParallelGroup = "reader")
  public boolean aCopyIsOfOneSetOfRecordings() {
    if (copy == null || !copy.isTaken() || !copy.isComplete()) {
      return true;
    }
    Seen seen = new Seen();
    copy.addTo(seen);
    return seen.isWhole();
  }

  @Operation(nonParallelGroup = "reader")
  public boolean eachSumIsOfWhatIsInTheCells() {
    return Seen.addsUp(owned) && Seen.addsUp(shared);
  }

  @Test
  void theSumOfALatencyIsNeverSeenBeforeItsCell() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(5)
        .invocationsPerIteration(Scale.of(500, 100))
        .check(SumAfterCellsModelTest.class);
  }

  /** The sum, and what the cells hold: nothing but short latencies and long ones. */
  private static final class Seen implements CellAccumulator {
    private long sumNanos;
    private long inCellsNanos;

    static boolean addsUp(LatencyCells cells) {
      Seen seen = new Seen();
      boolean whole = cells.addTo(seen, false);
      return whole ? seen.isWhole() : seen.sumNanos <= seen.inCellsNanos;
    }

    boolean isWhole() {
      return sumNanos == inCellsNanos;
    }

    @Override
    public void addSum(long nanos, long wraps) {
      sumNanos += nanos;
    }

    @Override
    public void addZeros(long zeros) {
      // a sum does not show them
    }

    @Override
    public void cover(int first, int after) {
      // there is room for all
    }

    @Override
    public void changeCell(int cell, long n) {
      add(cell, n);
    }

    @Override
    public void changePart(int part, long n) {
      // of the highest latency, which nobody records
    }

    @Override
    public long addParts(long[] counts, int from) {
      return 0; // of the highest latency, which nobody records
    }

    @Override
    public long addCells(int[] counts, int from, int first) {
      long all = 0;
      for (int i = from; i < counts.length; i++) {
        all += add(first + i - from, counts[i]);
      }
      return all;
    }

    @Override
    public long addCells(long[] counts, int from, int first) {
      long all = 0;
      for (int i = from; i < counts.length; i++) {
        all += add(first + i - from, LatencyCells.get(counts, i));
      }
      return all;
    }

    @Override
    public long addCells(byte[] counts, int first) {
      long all = 0;
      for (int i = 0; i < counts.length; i++) {
        all += add(first + i, counts[i]);
      }
      return all;
    }

    private long add(int cell, long count) {
      long counted = Math.max(count, 0);
      inCellsNanos += counted * (cell == LAYOUT.index(LONG_NANOS) ? LONG_NANOS : 1);
      return counted;
    }
  }
}
