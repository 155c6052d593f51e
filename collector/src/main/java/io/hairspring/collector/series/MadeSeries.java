package io.hairspring.collector.series;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The series of a table, in the order they were made. Any thread walks over them, and takes no
 * lock; one that is made or removed meanwhile is seen or not.
 *
 * @param <S> what is walked over
 */
public final class MadeSeries<S extends Labelled> {
  private static final VarHandle ALL =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "all", VarHandle.class, MadeSeries.class, Labelled[].class);
  private static final VarHandle SERIES = MethodHandles.arrayElementVarHandle(Labelled[].class);
  private static final int FIRST_PLACES = 8;

  // Up to the first null. The array and its elements are written under the table's lock with
  // release and read by walkers with acquire, so that they find each series whole.
  private Labelled[] all = new Labelled[FIRST_PLACES];
  private int size; // under the table's lock

  MadeSeries() {}

  /** Hands every series to {@code action}. */
  public void forEach(Consumer<? super S> action) {
    Labelled[] all = (Labelled[]) ALL.getAcquire(this);
    Labelled series;
    for (int i = 0;
        i < all.length && (series = (Labelled) SERIES.getAcquire(all, i)) != null;
        i++) {
      action.accept(series(series));
    }
  }

  /**
   * Hands some series to {@code action}. A series that is removed between two calls may make the
   * next one pass over another.
   *
   * @param from 0, or what the call before returned
   * @return where the next call goes on; negative if there are no more
   */
  public int forEach(int from, int most, Consumer<? super S> action) {
    Labelled[] all = (Labelled[]) ALL.getAcquire(this);
    for (int i = from; i < all.length; i++) {
      Labelled series = (Labelled) SERIES.getAcquire(all, i);
      if (series == null) {
        return -1;
      }
      if (i - from == most) {
        return i;
      }
      action.accept(series(series));
    }
    return -1;
  }

  /** Returns whether {@code condition} holds for any series. */
  public boolean any(Predicate<? super S> condition) {
    Labelled[] all = (Labelled[]) ALL.getAcquire(this);
    Labelled series;
    for (int i = 0;
        i < all.length && (series = (Labelled) SERIES.getAcquire(all, i)) != null;
        i++) {
      if (condition.test(series(series))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is no series. */
  public boolean isEmpty() {
    return SERIES.getAcquire((Labelled[]) ALL.getAcquire(this), 0) == null;
  }

  /** Returns how many there are. Under the table's lock. */
  int size() {
    return size;
  }

  /** Adds one at the end. Under the table's lock. */
  void add(S series) {
    if (size == all.length) {
      ALL.setRelease(this, Arrays.copyOf(all, size * 2));
    }
    SERIES.setRelease(all, size++, series);
  }

  /** Takes one out. Under the table's lock. */
  void remove(Labelled gone) {
    Labelled[] kept = new Labelled[all.length];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (all[i] != gone) {
        kept[n++] = all[i];
      }
    }
    size = n;
    ALL.setRelease(this, kept);
  }

  @SuppressWarnings("unchecked") // only add() puts series in
  private S series(Object series) {
    return (S) series;
  }
}
