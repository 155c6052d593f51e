package io.hairspring.collector.internal.latency.write;

/**
 * What was recorded up to one moment, or between two of them, to be subtracted later. Immutable.
 *
 * <p>Counts stand as numbers of as few bytes as they need, and a run of empty cells as one number,
 * with the cell behind it if that counts one: a count takes one byte below 64, two below 8192; so a
 * recorder with 700 cells in use takes about 1 KB, and ten recordings take some 20 bytes.
 */
public final class CellSnapshot {
  /*
   * A number is split into groups of 7 bits, the lowest first, each in a byte whose highest bit says
   * that another follows. An even number is twice a count; an odd one four times the length of a
   * run of empty cells, and one, or three if a cell that counts one belongs to it. The counts of the
   * parts follow the cells, all of them, undoubled.
   */
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;
  private static final int BYTES = 64; // of this object and the header of its array

  private final long takenNanos;
  private final long activity;
  private final long sumNanos;
  private final int sumWraps;
  private final int cells; // as many are encoded, from the first
  private final byte[] counts;

  private CellSnapshot(long takenNanos, long activity, NanosSum sum, int cells, byte[] counts) {
    this.takenNanos = takenNanos;
    this.activity = activity;
    sumNanos = sum.nanos();
    sumWraps = (int) sum.wraps();
    this.cells = cells;
    this.counts = counts;
  }

  /** Returns the snapshot of a recorder that nobody had written. */
  public static CellSnapshot empty() {
    return new CellSnapshot(Long.MIN_VALUE, 0, new NanosSum(), 0, new byte[0]);
  }

  /**
   * Returns a snapshot of {@code totals}, whose parts must not be joined.
   *
   * @param activity of the recorder, read before its cells
   */
  public static CellSnapshot of(CellTotals totals, long takenNanos, long activity) {
    int end = totals.endOfCells();
    Writer size = new Writer(null);
    size.write(totals, end);
    Writer writer = new Writer(new byte[size.at]);
    writer.write(totals, end);
    return new CellSnapshot(takenNanos, activity, totals.sum, end, writer.target);
  }

  /** Returns when this was taken, by the collector's clock. */
  public long takenNanos() {
    return takenNanos;
  }

  /** Returns the recorder's activity before this was taken. */
  public long activity() {
    return activity;
  }

  /**
   * Takes this away from {@code totals}; counts only grow, so none becomes negative. Returns how
   * many recordings that is.
   */
  public long subtractFrom(CellTotals totals) {
    return addTo(totals, -1);
  }

  /** Adds this to {@code totals}. */
  public void addTo(CellTotals totals) {
    totals.cover(0, cells);
    addTo(totals, 1);
  }

  private long addTo(CellTotals totals, int sign) {
    long recordings = addCellsTo(totals, sign);
    totals.addSum(sign * sumNanos, (long) sign * sumWraps);
    return recordings;
  }

  /** Adds the cells alone to {@code sums}. */
  public void addCellsTo(CellAccumulator sums) {
    sums.cover(0, cells);
    addCellsTo(sums, 1);
  }

  /** Returns how many bytes this takes. */
  public int bytes() {
    return BYTES + counts.length;
  }

  private long addCellsTo(CellAccumulator totals, int sign) {
    byte[] all = counts;
    long recordings = 0;
    int cell = 0;
    int part = 0;
    for (int at = 0; at < all.length; at++) {
      long number = all[at];
      if (number < 0) { // more than one group
        number &= MORE - 1;
        for (int shift = GROUP_BITS; ; shift += GROUP_BITS) {
          long group = all[++at];
          number |= (group & MORE - 1) << shift;
          if (group >= 0) {
            break;
          }
        }
      }
      if (cell == cells) {
        totals.changePart(part++, sign * number);
        recordings += number;
      } else if ((number & 1) == 0) {
        totals.changeCell(cell++, sign * (number >>> 1));
        recordings += number >>> 1;
      } else {
        cell += (int) (number >>> 2);
        if ((number & 2) != 0) {
          totals.changeCell(cell++, sign);
          recordings++;
        }
      }
    }
    return recordings;
  }

  /** Writes counts, or only finds out how many bytes they take. */
  private static final class Writer {
    private final byte[] target; // null to count bytes only
    private int at;

    Writer(byte[] target) {
      this.target = target;
    }

    void write(CellTotals totals, int end) {
      int empty = totals.fromCells();
      for (int cell = empty; cell < end; cell++) {
        long count = totals.cell(cell);
        if (count == 0) {
          empty++;
        } else if (empty > 0 && count == 1) {
          number((long) empty << 2 | 3);
          empty = 0;
        } else {
          if (empty > 0) {
            number((long) empty << 2 | 1);
            empty = 0;
          }
          number(count << 1);
        }
      }
      for (int part = 0; part < totals.parts(); part++) {
        number(totals.part(part));
      }
    }

    private void number(long number) {
      long rest = number;
      while (rest >= MORE) {
        put((byte) (rest | MORE));
        rest >>>= GROUP_BITS;
      }
      put((byte) rest);
    }

    private void put(byte group) {
      if (target != null) {
        target[at] = group;
      }
      at++;
    }
  }
}
