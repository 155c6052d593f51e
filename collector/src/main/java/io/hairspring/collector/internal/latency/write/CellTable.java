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

  private static final LatencyCells[] NO_ROW = {};

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

  /**
   * Returns a table that also has a row, in place of one of the same stripe, and no row with closed
   * cells.
   */
  public static LatencyCells[] with(LatencyCells[] table, LatencyCells[] row, int shift) {
    return with(table, row, shift, table.length);
  }

  /** Returns a table of the rows of {@code table} without closed cells. */
  public static LatencyCells[] withoutClosed(LatencyCells[] table, int shift) {
    return with(table, NO_ROW, shift, 1 << shift);
  }

  /** Returns whether a table has closed cells. */
  public static boolean hasClosed(LatencyCells[] table) {
    boolean closed = false;
    for (LatencyCells cells : table) {
      closed |= cells != null && cells.stripe == LatencyCells.CLOSED;
    }
    return closed;
  }

  private static LatencyCells[] with(
      LatencyCells[] table, LatencyCells[] row, int shift, int leastLength) {
    LatencyCells[] made = null;
    for (int length = leastLength; made == null; length *= 2) {
      made = table(length, shift);
      for (int from = 0; from < table.length && made != null; from += 1 << shift) {
        boolean replaced = row.length > 0 && table[from].stripe == row[0].stripe;
        made = replaced || put(made, table, from, shift) ? made : null;
      }
      made = made != null && (row.length == 0 || put(made, row, 0, shift)) ? made : null;
    }
    return made;
  }

  /** Puts a row into a table, unless cells of it are closed; returns whether its place was free. */
  private static boolean put(LatencyCells[] table, LatencyCells[] row, int from, int shift) {
    int stripe = row[from].stripe; // once: it may be closed meanwhile
    int cells = Math.min(row.length - from, 1 << shift);
    boolean closed = stripe < 0;
    for (int at = from + 1; at < from + cells; at++) {
      closed |= row[at] != null && row[at].stripe < 0;
    }
    if (closed) {
      return true;
    }
    int to = place(table, stripe, shift);
    if (table[to] != NOBODYS) {
      return false;
    }
    System.arraycopy(row, from, table, to, cells);
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
