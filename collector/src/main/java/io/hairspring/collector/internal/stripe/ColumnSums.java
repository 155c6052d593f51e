package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Sums of cells of counts over many stripes, for a collection that asks for one after another. All
 * cells of a column are added up at once, stripe by stripe: so memory is read in order, and each
 * stripe is found once for all of them. One thread at a time.
 */
final class ColumnSums {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int CELLS = Columns.CELLS;

  // Of how many cells a collection must ask before the next one has the whole column added up: to
  // ask for each costs about eight times as much a cell.
  private static final int ENOUGH = CELLS / 8;
  private static final long NONE = -1;

  private final Stripes stripes;
  private final StripeReader reader;
  private Column[] columns = {}; // those that were ever asked for; others are null

  ColumnSums(Stripes stripes, StripeReader reader) {
    this.stripes = stripes;
    this.reader = reader;
  }

  /** Returns the sum of a cell, of the time when the collection began or later. */
  long sum(int address, long collection, long[][] chunks) {
    Column column = column(Columns.of(address));
    if (column.collection != collection) {
      column.collection = collection;
      column.clearings = column.asked < ENOUGH ? NONE : column.addUp(address, chunks);
      column.asked = 0;
    }
    column.asked++;
    int at = address & CELLS - 1;
    // If cells were cleared meanwhile, this one may be another counter's by now.
    return column.clearings == stripes.clearings() && column.bits[at] >= 0
        ? reader.unlessCarried(address, column.sums[at])
        : reader.sum(address);
  }

  private Column column(int at) {
    if (at >= columns.length) {
      columns = Arrays.copyOf(columns, Math.max(at + 1, columns.length * 2));
    }
    if (columns[at] == null) {
      columns[at] = new Column();
    }
    return columns[at];
  }

  /** What is known of a column. */
  private final class Column {
    private long collection; // the last that asked for a cell
    private int asked; // of how many
    private long clearings = NONE; // before the cells were added up
    private long[] sums;
    private long[] bits; // all of the cells that were added up; negative if a sum may be beyond

    /** Adds up the cells of all stripes; returns how often cells had been cleared before. */
    long addUp(int address, long[][] chunks) {
      long before = stripes.clearings();
      if (sums == null) {
        sums = new long[CELLS];
        bits = new long[CELLS];
      } else {
        Arrays.fill(sums, 0);
        Arrays.fill(bits, 0);
      }
      add(chunks, Stripe.PAD, CELLS);
      int sets = chunks.length;
      if (Stripe.isNear(address)) {
        sets += addNear(address & -CELLS);
      }
      // As long as no cell has one of its first bits, that many make no sum beyond a long.
      long first = Long.MIN_VALUE >> (Integer.SIZE - Integer.numberOfLeadingZeros(sets));
      for (int i = 0; i < CELLS; i++) {
        bits[i] = (bits[i] & first) == 0 ? 0 : NONE;
      }
      return before;
    }

    /** Adds the near cells of the exclusive stripes; returns how many stripes these are. */
    private int addNear(int from) {
      Stripe[] all = stripes.all();
      long[][] whole = new long[all.length - stripes.firstExclusive()][];
      int count = 0;
      for (int i = stripes.firstExclusive(); i < all.length; i++) {
        long[] cells = all[i].readableNear();
        if (cells.length >= from + CELLS) {
          whole[count++] = cells;
        } else if (cells.length > from) {
          add(new long[][] {cells}, from, cells.length - from);
        }
      }
      add(Arrays.copyOf(whole, count), from, CELLS);
      return whole.length;
    }

    private void add(long[][] sets, int from, int count) {
      int i = 0;
      for (; i + 4 <= sets.length; i += 4) { // so the sums are read and written once for four
        add(sets[i], sets[i + 1], sets[i + 2], sets[i + 3], from, count);
      }
      for (; i < sets.length; i++) {
        add(sets[i], from, count);
      }
    }

    // Opaque reads of single cells, as in StripeReader.sum.

    private void add(long[] a, long[] b, long[] c, long[] d, int from, int count) {
      long[] sums = this.sums;
      long[] bits = this.bits;
      for (int i = 0; i < count; i++) {
        long inA = (long) CELL.getOpaque(a, from + i);
        long inB = (long) CELL.getOpaque(b, from + i);
        long inC = (long) CELL.getOpaque(c, from + i);
        long inD = (long) CELL.getOpaque(d, from + i);
        sums[i] += inA + inB + inC + inD;
        bits[i] |= inA | inB | inC | inD;
      }
    }

    private void add(long[] cells, int from, int count) {
      for (int i = 0; i < count; i++) {
        long cell = (long) CELL.getOpaque(cells, from + i);
        sums[i] += cell;
        bits[i] |= cell;
      }
    }
  }
}
