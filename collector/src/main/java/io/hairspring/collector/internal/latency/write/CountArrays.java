package io.hairspring.collector.internal.latency.write;

import java.util.Arrays;

/**
 * Makes the arrays that {@link LatencyCells} counts in: 64 bytes that nobody writes while
 * recording, and then the cells. A cell that counts begins at 0. One that is split is negative, and
 * in arrays of 32 bits so are that of zero and those above the highest, in which nothing counts.
 */
final class CountArrays {
  /** Where the cells of 32 bits begin. The numbers before them are negative. */
  static final int INT_PAD = 16;

  /** Where the cells of 64 bits begin. */
  static final int LONG_PAD = 8;

  private CountArrays() {}

  /** Returns the page that counts of 32 bits begin with; there must be some. */
  static int firstPage(int[] counts) {
    return ~counts[0];
  }

  private static int endPage(int[] counts, LatencyLayout layout) {
    return firstPage(counts) + (counts.length - INT_PAD) / layout.pageCells();
  }

  /** Returns counts of 32 bits that cover a page more than {@code old}, or {@code old} itself. */
  static int[] covering(int page, int[] old, LatencyLayout layout) {
    if (old.length == 0) {
      return counts(page, page + 1, layout);
    }
    int first = Math.min(page, firstPage(old));
    int end = Math.max(page + 1, endPage(old, layout));
    if (first == firstPage(old) && end == endPage(old, layout)) {
      return old;
    }
    int[] larger = counts(first, end, layout);
    int to = INT_PAD + layout.firstCell(firstPage(old) - first);
    System.arraycopy(old, INT_PAD, larger, to, old.length - INT_PAD);
    return larger;
  }

  private static int[] counts(int first, int end, LatencyLayout layout) {
    int[] counts = new int[INT_PAD + (end - first) * layout.pageCells()];
    Arrays.fill(counts, 0, INT_PAD, -1);
    counts[0] = ~first;
    if (first == 0) {
      counts[INT_PAD] = -1;
    }
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      int at = bounds.splitCell(i) - layout.firstCell(first);
      if (at >= 0 && INT_PAD + at < counts.length) {
        counts[INT_PAD + at] = Integer.MIN_VALUE + bounds.firstPart(i);
      }
    }
    int above = layout.cells() - layout.firstCell(first); // the first cell above the highest
    if (INT_PAD + above < counts.length) {
      Arrays.fill(counts, INT_PAD + above, counts.length, -1);
    }
    return counts;
  }

  /**
   * Adds what stands in the cells of both widths, and in the parts, to {@code sums}. They may grow
   * meanwhile.
   */
  static void addTo(
      CellAccumulator sums, int[] counts, long[][] wide, long[] parts, LatencyLayout layout) {
    sums.addParts(parts, LONG_PAD);
    if (counts.length > 0) {
      sums.addCells(counts, INT_PAD, layout.firstCell(firstPage(counts)));
    }
    for (int at = 0; at < wide.length; at++) {
      long[] page = LatencyCells.page(wide, at);
      if (page != null) {
        sums.addCells(page, LONG_PAD, layout.firstCell(at));
      }
    }
  }

  /** Returns a page of 8 bits without counts, and without anything before its cells. */
  static byte[] narrowPage(int page, LatencyLayout layout) {
    byte[] cells = new byte[layout.pageCells()];
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      if (layout.page(bounds.splitCell(i)) == page) {
        cells[layout.slot(bounds.splitCell(i))] = -1;
      }
    }
    return cells;
  }

  /** Returns a page of 64 bits without counts. */
  static long[] page(int page, LatencyLayout layout) {
    long[] cells = new long[LONG_PAD + layout.pageCells()];
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      if (layout.page(bounds.splitCell(i)) == page) {
        cells[LONG_PAD + layout.slot(bounds.splitCell(i))] = Long.MIN_VALUE + bounds.firstPart(i);
      }
    }
    return cells;
  }
}
