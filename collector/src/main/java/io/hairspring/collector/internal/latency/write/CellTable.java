package io.hairspring.collector.internal.latency.write;

/**
 * Finds the cells of a stripe by one look: tables of rows, of which each holds the cells of one
 * stripe in one recorder or in several. Tables are never changed but replaced by larger ones.
 *
 * <p>A row stands where the lowest bits of its stripe's number say, and the table is as large as it
 * takes for no two to stand in one place: mostly as few as there are, at worst as many as there are
 * stripes. Whoever does not find his cells in his place has none.
 */
public final class CellTable {
  /** Cells of no stripe. */
  static final LatencyCells NOBODYS =
      new LatencyCells(
          new LatencyLayout(1, 1_000, new double[0]),
          new NoClamps(),
          LatencyCells.NO_STRIPE,
          false);

  /** Has one place, and nobody's cells in it. */
  private static final LatencyCells[] EMPTY = {NOBODYS};

  private CellTable() {}

  /** Returns a table of rows of so many cells, at least 1, without any. */
  public static LatencyCells[] empty(int size) {
    return size < 2 ? EMPTY : table(1 << shift(size), shift(size));
  }

  /** Returns the base-2 logarithm of the places that a row of so many cells takes. */
  public static int shift(int size) {
    return size < 2 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** Returns where the row of a stripe stands, if it has one. */
  public static int place(LatencyCells[] table, int stripe, int shift) {
    return stripe << shift & table.length - 1;
  }

  /** Returns a table that also has a row, of cells of a stripe that has none in {@code table}. */
  public static LatencyCells[] with(LatencyCells[] table, LatencyCells[] row, int shift) {
    LatencyCells[] larger = null;
    for (int length = table.length; larger == null; length *= 2) {
      larger = with(table, row, shift, length);
    }
    return larger;
  }

  private static LatencyCells[] with(
      LatencyCells[] table, LatencyCells[] row, int shift, int length) {
    LatencyCells[] larger = table(length, shift);
    for (int from = 0; from < table.length; from += 1 << shift) {
      if (table[from] != NOBODYS && !put(larger, table, from, shift)) {
        return null;
      }
    }
    return put(larger, row, 0, shift) ? larger : null;
  }

  private static boolean put(LatencyCells[] table, LatencyCells[] row, int from, int shift) {
    int to = place(table, row[from].stripe, shift);
    if (table[to] != NOBODYS) {
      return false;
    }
    System.arraycopy(row, from, table, to, Math.min(row.length - from, 1 << shift));
    return true;
  }

  private static LatencyCells[] table(int length, int shift) {
    LatencyCells[] table = new LatencyCells[length];
    for (int from = 0; from < length; from += 1 << shift) {
      table[from] = NOBODYS;
    }
    return table;
  }

  /** Of cells that nobody records in. */
  private static final class NoClamps implements Clamps {
    @Override
    public void below() {}

    @Override
    public void above() {}

    @Override
    public void torn() {}
  }
}
