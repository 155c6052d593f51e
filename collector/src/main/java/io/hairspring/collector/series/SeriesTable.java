package io.hairspring.collector.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What one family hands out, found by label values: series, or whatever else is resolved by them.
 *
 * <p>A look-up of a series that exists takes no lock and allocates nothing. A new series is made
 * under a lock, once, also when several threads ask at the same time. When {@code maxSeries} exist,
 * further label values share one more series whose values all read {@value #OVERFLOW}, so the
 * family's totals stay right; each look-up that ends there is counted and takes no lock either.
 * Label values with half of a surrogate pair are found under the lock too, as {@link WellFormed}
 * makes them.
 *
 * @param <S> what is found
 */
public final class SeriesTable<S extends Labelled> {
  /** What every label of the overflow series reads. */
  public static final String OVERFLOW = "overflow";

  private static final VarHandle PLACES;
  private static final VarHandle MADE;
  private static final VarHandle FULL;
  private static final VarHandle SERIES = MethodHandles.arrayElementVarHandle(Labelled[].class);

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PLACES = lookup.findVarHandle(SeriesTable.class, "places", Labelled[].class);
      MADE = lookup.findVarHandle(SeriesTable.class, "made", Labelled[].class);
      FULL = lookup.findVarHandle(SeriesTable.class, "full", Labelled.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final int FIRST_PLACES = 8;

  private final int maxSeries;
  private final Function<String[], S> factory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Runnable overflowed;
  private int size; // series made and not removed; under the lock

  // The overflow series while the family is full, else null. Written under the lock with release.
  @SuppressWarnings("UnusedVariable") // reached by FULL alone
  private S full;

  // Open addressing, at most half full. Written under the lock with release; look-ups read it
  // plainly: a stale table only sends them to the lock, and a series is safe to reach through a
  // race because what it is found by is final.
  private Labelled[] places = new Labelled[FIRST_PLACES];

  // In the order made, up to the first null. Array and places are written under the lock with
  // release and read by walkers with acquire.
  private Labelled[] made = new Labelled[FIRST_PLACES];

  /**
   * Creates an empty table.
   *
   * @param maxSeries how many series may exist before label values share one, at least 1
   * @param factory makes a series of the label values it is given; keeps the array
   * @param overflowed is run for each look-up that ends at the shared series; must not block
   */
  public SeriesTable(int maxSeries, Function<String[], S> factory, Runnable overflowed) {
    this.maxSeries = maxSeries;
    this.factory = factory;
    this.overflowed = overflowed;
  }

  /** Returns the series with this one label value, made if need be. */
  public S get(String a) {
    Labelled[] table = places;
    int mask = table.length - 1;
    int i = place(hash(a), mask);
    for (Labelled series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a)) {
        return series(series);
      }
    }
    S shared = overflow();
    return shared != null ? shared : make(a);
  }

  /** Returns the series with these two label values, made if need be. */
  public S get(String a, String b) {
    Labelled[] table = places;
    int mask = table.length - 1;
    int i = place(hash(a, b), mask);
    for (Labelled series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a, b)) {
        return series(series);
      }
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b);
  }

  /** Returns the series with these three label values, made if need be. */
  public S get(String a, String b, String c) {
    Labelled[] table = places;
    int mask = table.length - 1;
    int i = place(hash(a, b, c), mask);
    for (Labelled series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a, b, c)) {
        return series(series);
      }
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b, c);
  }

  /** Returns the series with these four label values, made if need be. */
  public S get(String a, String b, String c, String d) {
    Labelled[] table = places;
    int mask = table.length - 1;
    int i = place(hash(a, b, c, d), mask);
    for (Labelled series; (series = table[i]) != null; i = (i + 1) & mask) {
      if (series.is(a, b, c, d)) {
        return series(series);
      }
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b, c, d);
  }

  /** Returns the series with these label values, made if need be; the array is not kept. */
  public S get(String[] values) {
    S series = find(values);
    if (series == null) {
      series = overflow();
    }
    return series != null ? series : make(values.clone());
  }

  /** Returns the series with these label values, or null. Takes the lock. */
  public S existing(String[] values) {
    lock.lock();
    try {
      return findWritten(values);
    } finally {
      lock.unlock();
    }
  }

  /** Hands every series, in the order made, to {@code action}. Takes no lock. */
  public void forEach(Consumer<? super S> action) {
    Labelled[] all = (Labelled[]) MADE.getAcquire(this);
    Labelled series;
    for (int i = 0;
        i < all.length && (series = (Labelled) SERIES.getAcquire(all, i)) != null;
        i++) {
      action.accept(series(series));
    }
  }

  /**
   * Hands some series, in the order made, to {@code action}. A series that is removed between two
   * calls may make the next one pass over another. Takes no lock.
   *
   * @param from 0, or what the call before returned
   * @return where the next call goes on; negative if there are no more
   */
  public int forEach(int from, int most, Consumer<? super S> action) {
    Labelled[] all = (Labelled[]) MADE.getAcquire(this);
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

  /** Returns whether {@code condition} holds for any series. Takes no lock. */
  public boolean any(Predicate<? super S> condition) {
    Labelled[] all = (Labelled[]) MADE.getAcquire(this);
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
    return SERIES.getAcquire((Labelled[]) MADE.getAcquire(this), 0) == null;
  }

  /** Returns how many series there are. Takes the lock. */
  public int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a series out; a handle still held goes on counting where nobody looks. */
  public boolean remove(String[] values) {
    lock.lock();
    try {
      Labelled gone = findWritten(values);
      if (gone == null) {
        return false;
      }
      Labelled[] kept = new Labelled[made.length];
      Labelled[] table = new Labelled[places.length];
      int n = 0;
      for (Labelled series : made) {
        if (series != null && series != gone) {
          kept[n++] = series;
          put(table, series);
        }
      }
      size = n;
      PLACES.setRelease(this, table);
      MADE.setRelease(this, kept);
      FULL.setRelease(this, null); // there is room for one more
      gone.removed();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private S find(String[] values) {
    Labelled[] table = places;
    int mask = table.length - 1;
    int i = place(hash(values), mask);
    for (Labelled series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(values)) {
        return series(series);
      }
    }
    return null;
  }

  /** Finds the series that would be made of these values, which stay as they are. */
  private S findWritten(String[] values) {
    String[] written = values.clone();
    WellFormed.replaceIn(written);
    return find(written);
  }

  private S make(String... values) {
    lock.lock();
    try {
      WellFormed.replaceIn(values);
      S series = find(values); // the unlocked look-up may have read an older table
      if (series != null) {
        return series;
      }
      if (size < maxSeries) {
        return add(values);
      }
      Arrays.fill(values, OVERFLOW);
      series = find(values);
      FULL.setRelease(this, series != null ? series : add(values));
      return overflow();
    } finally {
      lock.unlock();
    }
  }

  private S overflow() {
    S shared = series(FULL.getAcquire(this));
    if (shared != null) {
      overflowed.run();
    }
    return shared;
  }

  private S add(String[] values) {
    S series = factory.apply(values);
    if (size == made.length) {
      MADE.setRelease(this, Arrays.copyOf(made, size * 2));
    }
    SERIES.setRelease(made, size++, series);
    if (size * 2 > places.length) {
      Labelled[] larger = new Labelled[places.length * 2];
      for (int i = 0; i < size; i++) {
        put(larger, made[i]);
      }
      PLACES.setRelease(this, larger);
    } else {
      put(places, series);
    }
    return series;
  }

  private static void put(Labelled[] table, Labelled series) {
    int mask = table.length - 1;
    int i = place(series.hash(), mask);
    while (table[i] != null) {
      i = i + 1 & mask;
    }
    table[i] = series;
  }

  static int hash(String a) {
    return 31 + a.hashCode();
  }

  static int hash(String a, String b) {
    return 31 * hash(a) + b.hashCode();
  }

  static int hash(String a, String b, String c) {
    return 31 * hash(a, b) + c.hashCode();
  }

  static int hash(String a, String b, String c, String d) {
    return 31 * hash(a, b, c) + d.hashCode();
  }

  static int hash(String[] values) {
    return Arrays.hashCode(values);
  }

  private static int place(int hash, int mask) {
    return (hash ^ hash >>> 16) & mask;
  }

  @SuppressWarnings("unchecked") // only add() puts series in, and it makes them with the factory
  private S series(Object series) {
    return (S) series;
  }
}
