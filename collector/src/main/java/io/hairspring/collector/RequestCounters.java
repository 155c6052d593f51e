package io.hairspring.collector;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The counters that requests move, and how to make a table of their cells by status: what a
 * recording then needs is in the table alone. Any thread.
 *
 * <p>A row of the table holds the addresses of all cells to which a request of one status may add
 * one, those of the counters of errors last. It stands at the status' slot times the {@link
 * #width}, and begins with a negative number if that status is not known. {@link StatusSlots#NONE}
 * never is.
 */
final class RequestCounters {
  private static final int FIRST_ERROR = 500;
  private static final int UNKNOWN = -1;

  private final StripedCounter[] always;
  private final List<IntFunction<StripedCounter>> byStatus;
  private final StripedCounter[] errors;
  private final StatusSlots slots;

  // Those in a table: a cell is its counter's for as long as that is reachable.
  private final Queue<StripedCounter> held = new ConcurrentLinkedQueue<>();

  /**
   * Creates them.
   *
   * @param byStatus functions that find the counter of a status
   */
  RequestCounters(
      List<StripedCounter> always,
      List<IntFunction<StripedCounter>> byStatus,
      List<StripedCounter> errors,
      StatusSlots slots) {
    this.always = always.toArray(StripedCounter[]::new);
    this.byStatus = List.copyOf(byStatus);
    this.errors = errors.toArray(StripedCounter[]::new);
    this.slots = slots;
  }

  static boolean isError(int status) {
    return status >= FIRST_ERROR;
  }

  /** Returns how many counters there are: those that any request moves, and those of errors. */
  int width() {
    return unlessError() + errors.length;
  }

  /** Returns how many counters a request moves that is no error. */
  int unlessError() {
    return always.length + byStatus.size();
  }

  StripedCounter[] errors() {
    return errors;
  }

  /** Returns a table in which no status is known; without counters, one in which each is. */
  int[] emptyTable() {
    int[] table = new int[Math.max(width(), 1)];
    Arrays.fill(table, width() == 0 ? 0 : UNKNOWN);
    return table;
  }

  /** Asks for the counters of a status, and returns all, those of errors last. */
  StripedCounter[] row(int status) {
    return Stream.of(
            Stream.of(always), byStatus.stream().map(find -> find.apply(status)), Stream.of(errors))
        .flatMap(counters -> counters)
        .toArray(StripedCounter[]::new);
  }

  /** Returns a table with one more row, or the same if the status has no slot. */
  int[] with(int[] table, int status, StripedCounter[] row) {
    int at = slots.take(status) * row.length;
    if (at == 0) {
      return table;
    }
    held.addAll(List.of(row));
    int[] larger = Arrays.copyOf(table, Math.max(table.length, at + row.length));
    Arrays.fill(larger, table.length, larger.length, UNKNOWN);
    for (int i = 0; i < row.length; i++) {
      larger[at + i] = row[i].address();
    }
    return larger;
  }
}
