package io.hairspring.collector.internal.latency.write;

import java.util.Arrays;

/**
 * Cells added up, over stripes or snapshots. Belongs to one thread at a time and is used again for
 * the next recorder of the same layout.
 */
public class CellTotals implements CellAccumulator {
  public final LatencyLayout layout;
  protected final long[] cells; // without those of narrow pages, until these are spread
  public final long[] parts;
  public final NanosSum sum = new NanosSum();
  private final long[] pages; // how much the cells of each page hold
  private final NarrowPages narrow;
  private int from; // no cell before this one, and none from the end on, holds a count
  private int end; // 0 if no cell holds one

  public CellTotals(LatencyLayout layout) {
    this.layout = layout;
    cells = new long[layout.pages() * layout.pageCells()];
    parts = new long[layout.bounds().parts()];
    pages = new long[layout.pages()];
    narrow = new NarrowPages(layout);
  }

  public final void clear() {
    Arrays.fill(cells, from, end, 0);
    from = 0;
    end = 0;
    narrow.clear();
    Arrays.fill(pages, 0);
    Arrays.fill(parts, 0);
    sum.clear();
  }

  /** Takes over what {@code other} holds. */
  public final void copy(CellTotals other) {
    clear();
    other.spread();
    from = other.from;
    end = other.end;
    System.arraycopy(other.cells, from, cells, from, end - from);
    System.arraycopy(other.pages, 0, pages, 0, pages.length);
    System.arraycopy(other.parts, 0, parts, 0, parts.length);
    sum.add(other.sum);
  }

  @Override
  public final void cover(int first, int after) {
    if (first == after) {
      return;
    }
    from = end == 0 ? first : Math.min(from, first);
    end = Math.max(end, after);
  }

  @Override
  public final void addZeros(long zeros) {
    if (zeros > 0) {
      cover(0, 1);
      changeCell(0, zeros);
    }
  }

  @Override
  public final long addCells(int[] counts, int from, int first) {
    int added = counts.length - from;
    cover(first, first + added);
    long all = 0;
    for (int i = 0; i < added; ) {
      int page = layout.page(first + i);
      int next = Math.min(added, layout.firstCell(page + 1) - first);
      long ofPage = 0;
      for (; i < next; i++) {
        int count = Math.max(counts[from + i], 0);
        cells[first + i] += count;
        ofPage += count;
      }
      pages[page] += ofPage;
      all += ofPage;
    }
    return all;
  }

  @Override
  public final long addCells(long[] counts, int from, int first) {
    int added = counts.length - from;
    cover(first, first + added);
    long all = 0;
    for (int i = 0; i < added; i++) {
      long count = Math.max(LatencyCells.get(counts, from + i), 0);
      changeCell(first + i, count);
      all += count;
    }
    return all;
  }

  @Override
  public final long addCells(byte[] counts, int first) {
    cover(first, first + counts.length);
    int page = layout.page(first);
    spread(page); // what another stripe holds there
    long all = narrow.take(counts, page);
    pages[page] += all;
    return all;
  }

  /** Adds up the cells of all pages, for who looks at them. */
  protected final void spread() {
    narrow.spread(cells);
  }

  /** Adds up the cells of a page. */
  protected final void spread(int page) {
    narrow.spread(page, cells);
  }

  @Override
  public final long addParts(long[] counts, int from) {
    long all = 0;
    for (int part = 0; part < parts.length; part++) {
      long count = LatencyCells.get(counts, from + part);
      parts[part] += count;
      all += count;
    }
    return all;
  }

  @Override
  public final void changePart(int part, long n) {
    parts[part] += n;
  }

  @Override
  public final void addSum(long nanos, long wraps) {
    sum.add(nanos, wraps);
  }

  /** Adds all this to {@code sums}. Parts must not be joined. */
  final void addTo(CellAccumulator sums) {
    spread();
    sums.addSum(sum.nanos(), sum.wraps());
    sums.addParts(parts, 0);
    if (end > from) {
      int first = Math.max(from, 1);
      sums.addCells(Arrays.copyOfRange(cells, first, Math.max(first, end)), 0, first);
    }
    if (cells[0] != 0) {
      sums.addZeros(cells[0]);
    }
  }

  /** Returns how many recordings this holds. Parts must not be joined. */
  final long recordings() {
    return inCells() + Arrays.stream(parts).sum();
  }

  /** Returns whether this holds nothing, but a sum perhaps. Parts must not be joined. */
  final boolean isEmpty() {
    return recordings() == 0;
  }

  @Override
  public final void changeCell(int cell, long n) {
    cells[cell] += n;
    pages[layout.page(cell)] += n;
  }

  public final long cell(int cell) {
    spread(layout.page(cell));
    return cells[cell];
  }

  /** Returns how many recordings the cells hold. */
  public final long inCells() {
    long all = 0;
    for (long ofPage : pages) {
      all += ofPage;
    }
    return all;
  }

  /** Returns how many recordings the cells of a page hold. */
  public final long inPage(int page) {
    return pages[page];
  }

  /** Returns a cell before which none holds a count. */
  public final int fromCells() {
    return from;
  }

  /** Returns the cell after the last that holds a count, 0 if none does. */
  public final int endOfCells() {
    spread();
    int after = end;
    while (after > from && cells[after - 1] == 0) {
      after--;
    }
    return after > from ? after : 0;
  }

  public final int parts() {
    return parts.length;
  }

  public final long part(int part) {
    return parts[part];
  }

  /** Returns the sum, or the largest number there is if it is larger. */
  public final long sumNanos() {
    return sum.saturated();
  }

  /** Lets each split cell hold what its parts hold together. Nothing may be added afterwards. */
  public final void joinParts() {
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      int part = bounds.firstPart(i);
      long whole = parts[part];
      while (!bounds.isLast(part)) {
        whole += parts[++part];
      }
      int cell = bounds.splitCell(i);
      changeCell(cell, whole - cells[cell]);
      if (whole > 0) {
        cover(cell, cell + 1);
      }
    }
  }
}
