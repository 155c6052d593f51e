package io.hairspring.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the heaviest of any number of values in bounded memory: one that has no counter takes the
 * smallest over, and with it that one's count, which is then how much it may be counted too high.
 * The counts add up to all that was added. With m counters a value's count is never too low and at
 * most n / m too high, and every value with more than n / m of n has a counter. Not thread-safe.
 *
 * <p>Source: A. Metwally, D. Agrawal, A. El Abbadi, "Efficient Computation of Frequent and Top-k
 * Elements in Data Streams" (ICDT 2005), with a binary heap in place of their list, since weights
 * need not be 1.
 */
final class SpaceSaving {
  private final Map<String, Cell> byValue = new HashMap<>();
  private final List<Cell> heap = new ArrayList<>(); // the smallest count first
  private final int counters;
  private long total;

  SpaceSaving(int counters) {
    this.counters = counters;
  }

  /** A value's counter. */
  private static final class Cell {
    private String value;
    private long count;
    private long error;
    private int place;
  }

  void add(String value, long weight) {
    total += weight;
    Cell cell = byValue.get(value);
    if (cell == null) {
      cell = byValue.size() < counters ? fresh() : smallest();
      cell.value = value;
      byValue.put(value, cell);
    }
    cell.count += weight;
    sink(cell);
  }

  private Cell fresh() {
    Cell cell = new Cell();
    cell.place = heap.size();
    heap.add(cell);
    while (cell.place > 0) { // its count is 0, the smallest there is
      swap(cell.place, (cell.place - 1) / 2);
    }
    return cell;
  }

  private Cell smallest() {
    Cell cell = heap.get(0);
    byValue.remove(cell.value);
    cell.error = cell.count;
    return cell;
  }

  private void sink(Cell cell) {
    while (true) {
      int smallest = smaller(smaller(cell.place, 2 * cell.place + 1), 2 * cell.place + 2);
      if (smallest == cell.place) {
        return;
      }
      swap(cell.place, smallest);
    }
  }

  private int smaller(int place, int child) {
    boolean below = child < heap.size() && heap.get(child).count < heap.get(place).count;
    return below ? child : place;
  }

  private void swap(int i, int j) {
    Cell one = heap.get(i);
    Cell other = heap.get(j);
    heap.set(i, other);
    heap.set(j, one);
    other.place = i;
    one.place = j;
  }

  /** Returns the sum of all weights. */
  long total() {
    return total;
  }

  /** Returns the heaviest values, the heaviest first. */
  List<TopValues.Entry> top(int most) {
    return heap.stream()
        .sorted(Comparator.comparingLong((Cell cell) -> cell.count).reversed())
        .limit(most)
        .map(cell -> new TopValues.Entry(cell.value, cell.count, cell.error))
        .toList();
  }
}
