package io.hairspring.collector.internal.series;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The series of a table, in the order they were made. Any thread iterates over them, and takes no
 * lock; one that is made or removed meanwhile is seen or not.
 *
 * @param <S> what is iterated over
 */
public final class SeriesList<S extends SeriesKey> {
  private static final VarHandle ALL =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "all", VarHandle.class, SeriesList.class, SeriesKey[].class);
  private static final VarHandle SERIES = MethodHandles.arrayElementVarHandle(SeriesKey[].class);
  private static final int FIRST_PLACES = 8;
  private static final int AHEAD = 8; // more gain little, and a small cache may lose the first

  // Up to the first null, with a mark for each that is gone. The array and its elements are written
  // under the table's lock with release and read by readers with acquire, so that they find each
  // series whole. None moves within an array: a collection sees it at most once, and skips none
  // that stays.
  private SeriesKey[] all = new SeriesKey[FIRST_PLACES];
  private int taken; // places with a series or a mark; under the table's lock, as the next
  private int size;

  SeriesList() {}

  /** Hands every series to {@code action}. */
  public void forEach(Consumer<? super S> action) {
    SeriesKey[] all = (SeriesKey[]) ALL.getAcquire(this);
    SeriesKey series;
    for (int i = 0;
        i < all.length && (series = (SeriesKey) SERIES.getAcquire(all, i)) != null;
        i++) {
      if (series != Tombstone.MARK) {
        action.accept(series(series));
      }
    }
  }

  /** Hands so many series at most to {@code action}, spread evenly; all if they are few. */
  public void forSome(int most, Consumer<? super S> action) {
    SeriesKey[] all = (SeriesKey[]) ALL.getAcquire(this);
    int step = (all.length + most - 1) / most;
    SeriesKey series;
    for (int i = 0;
        i < all.length && (series = (SeriesKey) SERIES.getAcquire(all, i)) != null;
        i += step) {
      if (series != Tombstone.MARK) {
        action.accept(series(series));
      }
    }
  }

  /** Hands every series to {@code action}, and before each few of them these to {@code ahead}. */
  public void forEach(Consumer<? super S> ahead, Consumer<? super S> action) {
    SeriesKey[] all = (SeriesKey[]) ALL.getAcquire(this); // one array, in which none moves
    int from = 0;
    do {
      forEach(all, from, AHEAD, ahead);
      from = forEach(all, from, AHEAD, action);
    } while (from >= 0);
  }

  /**
   * Hands some series to {@code action}. Series that are removed between two calls may make the
   * next one pass over others.
   *
   * @param from 0, or what the call before returned
   * @param most how many places to look at; some may be those of series that are gone
   * @return where the next call goes on; negative if there are no more
   */
  public int forEach(int from, int most, Consumer<? super S> action) {
    return forEach((SeriesKey[]) ALL.getAcquire(this), from, most, action);
  }

  private int forEach(SeriesKey[] all, int from, int most, Consumer<? super S> action) {
    for (int i = from; i < all.length; i++) {
      SeriesKey series = (SeriesKey) SERIES.getAcquire(all, i);
      if (series == null) {
        return -1;
      }
      if (i - from == most) {
        return i;
      }
      if (series != Tombstone.MARK) {
        action.accept(series(series));
      }
    }
    return -1;
  }

  /** Returns whether {@code condition} holds for any series. */
  public boolean any(Predicate<? super S> condition) {
    SeriesKey[] all = (SeriesKey[]) ALL.getAcquire(this);
    SeriesKey series;
    for (int i = 0;
        i < all.length && (series = (SeriesKey) SERIES.getAcquire(all, i)) != null;
        i++) {
      if (series != Tombstone.MARK && condition.test(series(series))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is no series. */
  public boolean isEmpty() {
    // No marks without series: there are never more of them than of series.
    return SERIES.getAcquire((SeriesKey[]) ALL.getAcquire(this), 0) == null;
  }

  /** Returns how many there are. Under the table's lock. */
  int size() {
    return size;
  }

  /** Adds one at the end. Under the table's lock. */
  void add(S series) {
    if (taken == all.length) {
      renew();
    }
    series.place(taken);
    SERIES.setRelease(all, taken, series);
    taken++;
    size++;
  }

  /** Takes one out. Under the table's lock. */
  void remove(SeriesKey gone) {
    SERIES.setRelease(all, gone.place(), Tombstone.MARK);
    size--;
    if (size * 2 < taken) {
      renew();
    }
  }

  /** Copies the series, without marks, into an array with room for as many again. */
  private void renew() {
    SeriesKey[] renewed = new SeriesKey[Math.max(FIRST_PLACES, size * 2)];
    int n = 0;
    for (int i = 0; i < taken; i++) {
      if (all[i] != Tombstone.MARK) {
        all[i].place(n);
        renewed[n++] = all[i];
      }
    }
    taken = n;
    ALL.setRelease(this, renewed);
  }

  @SuppressWarnings("unchecked") // only add() puts series in
  private S series(Object series) {
    return (S) series;
  }
}
