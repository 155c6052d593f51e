package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Exemplar;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The counters that requests move, and how to make a table of their cells by status: what a
 * recording then needs is in the table alone. Any thread.
 *
 * <p>A row of the table stands at the status' slot times the {@link #width}. It begins with how
 * many counters a request of the status moves, or a negative number if the status is not known, and
 * goes on with the addresses of their cells. {@link StatusIndex#NONE} is never known.
 */
final class RequestCounters {
  private static final int UNKNOWN = -1;

  private final StripedCounter[] always;
  private final List<IntFunction<StripedCounter>> byStatus;
  private final Errors[] errors;
  private final StatusIndex slots;

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
      List<Errors> errors,
      StatusIndex slots) {
    this.always = always.toArray(StripedCounter[]::new);
    this.byStatus = List.copyOf(byStatus);
    this.errors = errors.toArray(Errors[]::new);
    this.slots = slots;
  }

  /** Returns how much of the table a row takes. */
  int width() {
    return 1 + always.length + byStatus.size() + errors.length;
  }

  /** Offers an exemplar to the counters of errors that a request of this status moves. */
  void offer(int status, Exemplar exemplar) {
    for (Errors error : errors) {
      if (error.isError().test(status)) {
        error.counter().offer(1, exemplar);
      }
    }
  }

  private Stream<StripedCounter> errors(int status) {
    return Stream.of(errors).filter(e -> e.isError().test(status)).map(Errors::counter);
  }

  /** Returns a table in which no status is known; without counters, one in which each is. */
  int[] emptyTable() {
    int[] table = new int[width()];
    Arrays.fill(table, width() == 1 ? 0 : UNKNOWN);
    return table;
  }

  /** Asks for the counters of a status, and returns all. */
  StripedCounter[] row(int status) {
    return Stream.of(
            Stream.of(always), byStatus.stream().map(find -> find.apply(status)), errors(status))
        .flatMap(counters -> counters)
        .filter(Objects::nonNull) // of a status whose counter does nothing
        .toArray(StripedCounter[]::new);
  }

  /** Returns a table with one more row, or the same if the status has no slot. */
  int[] with(int[] table, int status, StripedCounter[] row) {
    int at = slots.take(status) * width();
    if (at == 0) {
      return table;
    }
    held.addAll(List.of(row));
    int[] larger = Arrays.copyOf(table, Math.max(table.length, at + width()));
    Arrays.fill(larger, table.length, larger.length, UNKNOWN);
    larger[at] = row.length;
    for (int i = 0; i < row.length; i++) {
      larger[at + 1 + i] = row[i].address();
    }
    return larger;
  }

  /**
   * A counter of errors.
   *
   * @param isError tells the statuses that it counts
   */
  record Errors(StripedCounter counter, IntPredicate isError) {}
}
