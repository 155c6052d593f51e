package io.hairspring.collector.internal.series;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What one family hands out, found by label values: series, or whatever else is resolved by them.
 *
 * <p>A look-up of a series that exists takes no lock and allocates nothing. A new series is made
 * under a lock, once, also when several threads ask at the same time. When {@code maxSeries} exist,
 * further label values share one more series whose values all read {@value #OVERFLOW}, so the
 * family's totals stay right; each look-up that ends there is counted and takes no lock either.
 * Neither does one with a label value that is too long: it reads {@value #OVERFLOW} itself, beside
 * the other values as they are, and is counted as well. Label values with half of a surrogate pair
 * are found under the lock, as {@link Utf8Text} makes them.
 *
 * @param <S> what is found
 */
public final class SeriesTable<S extends SeriesKey> {
  /** What every label of the overflow series reads. */
  public static final String OVERFLOW = "overflow";

  private static final VarHandle PLACES;
  private static final VarHandle FULL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PLACES = lookup.findVarHandle(SeriesTable.class, "places", SeriesKey[].class);
      FULL = lookup.findVarHandle(SeriesTable.class, "full", SeriesKey.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final SeriesBounds bounds;
  private final Function<String[], S> factory;
  private final ReentrantLock lock = new ReentrantLock();

  // The overflow series while the family is full, else null. Written under the lock with release.
  @SuppressWarnings("UnusedVariable") // reached by FULL alone
  private S full;

  private SeriesKey shared; // the overflow series, also while there is room again; under the lock

  private final SeriesList<S> made = new SeriesList<>(); // written under the lock

  // Open addressing, at most half full; see Places. Written under the lock, the array with release;
  // look-ups read it plainly: a stale table only sends them to the lock, and a series is safe to
  // reach through a race because what it is found by is final.
  private SeriesKey[] places = Places.of(made);

  private int taken; // places with a series, or with the mark of one that is gone; under the lock

  /**
   * Creates an empty table.
   *
   * @param bounds of its series and their label values
   * @param factory makes a series of the label values it is given; keeps the array
   */
  public SeriesTable(SeriesBounds bounds, Function<String[], S> factory) {
    this.bounds = bounds;
    this.factory = factory;
  }

  /** Returns the series with this one label value, made if need be. */
  public S get(String a) {
    SeriesKey[] table = places;
    int mask = Places.mask(table);
    int i = LabelHash.place(LabelHash.of(a), mask);
    int left = Places.PROBES;
    for (SeriesKey series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a)) {
        return series(series);
      }
      if (--left == 0) {
        S stray = stray(table, a);
        if (stray != null) {
          return stray;
        }
        break;
      }
    }
    if (bounds.isUnfit(a)) {
      bounds.count(bounds.isTooLong(a), bounds.isMalformed(a));
      return get(bounds.fitting(a));
    }
    S shared = overflow();
    return shared != null ? shared : make(a);
  }

  /** Returns the series with these two label values, made if need be. */
  public S get(String a, String b) {
    SeriesKey[] table = places;
    int mask = Places.mask(table);
    int i = LabelHash.place(LabelHash.of(a, b), mask);
    int left = Places.PROBES;
    for (SeriesKey series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a, b)) {
        return series(series);
      }
      if (--left == 0) {
        S stray = stray(table, a, b);
        if (stray != null) {
          return stray;
        }
        break;
      }
    }
    if (bounds.isUnfit(a, b)) {
      bounds.count(bounds.isTooLong(a, b), bounds.isMalformed(a, b));
      return get(bounds.fitting(a), bounds.fitting(b));
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b);
  }

  /** Returns the series with these three label values, made if need be. */
  public S get(String a, String b, String c) {
    SeriesKey[] table = places;
    int mask = Places.mask(table);
    int i = LabelHash.place(LabelHash.of(a, b, c), mask);
    int left = Places.PROBES;
    for (SeriesKey series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(a, b, c)) {
        return series(series);
      }
      if (--left == 0) {
        S stray = stray(table, a, b, c);
        if (stray != null) {
          return stray;
        }
        break;
      }
    }
    if (bounds.isUnfit(a, b, c)) {
      bounds.count(bounds.isTooLong(a, b, c), bounds.isMalformed(a, b, c));
      return get(bounds.fitting(a), bounds.fitting(b), bounds.fitting(c));
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b, c);
  }

  /** Returns the series with these four label values, made if need be. */
  public S get(String a, String b, String c, String d) {
    SeriesKey[] table = places;
    int mask = Places.mask(table);
    int i = LabelHash.place(LabelHash.of(a, b, c, d), mask);
    int left = Places.PROBES;
    for (SeriesKey series; (series = table[i]) != null; i = (i + 1) & mask) {
      if (series.is(a, b, c, d)) {
        return series(series);
      }
      if (--left == 0) {
        S stray = stray(table, a, b, c, d);
        if (stray != null) {
          return stray;
        }
        break;
      }
    }
    if (bounds.isUnfit(a, b, c, d)) {
      bounds.count(bounds.isTooLong(a, b, c, d), bounds.isMalformed(a, b, c, d));
      return get(bounds.fitting(a), bounds.fitting(b), bounds.fitting(c), bounds.fitting(d));
    }
    S shared = overflow();
    return shared != null ? shared : make(a, b, c, d);
  }

  /** Returns the series with these label values, made if need be; the array is not kept. */
  public S get(String[] values) {
    S series = find(values);
    if (series != null) {
      return series;
    }
    if (bounds.isUnfit(values)) {
      bounds.count(bounds.isTooLong(values), bounds.isMalformed(values));
      return get(bounds.fitting(values));
    }
    S shared = overflow();
    return shared != null ? shared : make(values.clone());
  }

  /**
   * Returns the series with these label values and no others, made if need be; null, which is
   * counted, if they would share one. The array is not kept. Takes the lock.
   */
  public S getOwn(String[] values) {
    boolean tooLong = bounds.isTooLong(values);
    bounds.count(tooLong, bounds.isMalformed(values));
    if (tooLong) {
      return null;
    }
    String[] fitting = bounds.fitting(values);
    StackRoom.lock(lock);
    try {
      S series = find(fitting);
      if (series == null && hasRoom()) {
        series = add(fitting);
      }
      if (series == null) {
        bounds.overflowed().run();
      }
      return series;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the series with these label values, or null. Takes the lock. */
  public S existing(String[] values) {
    StackRoom.lock(lock);
    try {
      return findWritten(values);
    } finally {
      lock.unlock();
    }
  }

  /** Returns all series, to iterate over. */
  public SeriesList<S> series() {
    return made;
  }

  /** Returns how many series there are. Takes the lock. */
  public int size() {
    StackRoom.lock(lock);
    try {
      return made.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a series out; a handle still held goes on counting where nobody looks. Costs the same in
   * a large family as in a small one, but for copies that become rarer as it grows.
   */
  public boolean remove(String[] values) {
    StackRoom.lock(lock);
    try {
      SeriesKey gone = findWritten(values);
      if (gone == null) {
        return false;
      }
      takeOut(gone);
      shared = shared == gone ? null : shared;
      FULL.setRelease(this, null); // there is room for one more
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all series out, as {@link #remove} does. */
  public void clear() {
    StackRoom.lock(lock);
    try {
      List<SeriesKey> all = new ArrayList<>();
      made.forEach(all::add);
      all.forEach(this::takeOut);
      shared = null;
      FULL.setRelease(this, null);
    } finally {
      lock.unlock();
    }
  }

  private void takeOut(SeriesKey gone) {
    made.remove(gone);
    Places.remove(places, gone);
    bounds.removed().accept(gone);
    gone.removed();
  }

  private S find(String[] values) {
    SeriesKey[] table = places;
    int mask = Places.mask(table);
    int i = LabelHash.place(LabelHash.of(values), mask);
    int left = Places.PROBES;
    for (SeriesKey series; (series = table[i]) != null; i = i + 1 & mask) {
      if (series.is(values)) {
        return series(series);
      }
      if (--left == 0) {
        return stray(table, values);
      }
    }
    return null;
  }

  /**
   * Finds a series in whose way too many others are. Allocates: such a crowd is somebody's work.
   */
  private S stray(SeriesKey[] table, String... values) {
    Strays strays = Places.strays(table);
    return strays == null ? null : series(strays.find(values));
  }

  /** Returns how many places a search for these values looks at. */
  int probes(String... values) {
    return Places.probes(places, values);
  }

  /** Finds the series that would be made of these values, which stay as they are. */
  private S findWritten(String[] values) {
    String[] written = values.clone();
    Arrays.setAll(written, i -> Utf8Text.text(values[i]));
    return find(written);
  }

  private S make(String... values) {
    StackRoom.lock(lock); // a series is in both arrays or in none
    try {
      S series = find(values); // the unlocked look-up may have read an older table
      if (series != null) {
        return series;
      }
      if (hasRoom()) {
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

  private boolean hasRoom() {
    return made.size() - (shared == null ? 0 : 1) < bounds.maxSeries();
  }

  private S overflow() {
    S shared = series(FULL.getAcquire(this));
    if (shared != null) {
      bounds.overflowed().run();
    }
    return shared;
  }

  private S add(String[] values) {
    S series = factory.apply(values);
    if (isOverflow(values)) {
      shared = series; // for whatever reason it was asked for: it takes nobody's place
    }
    made.add(series);
    taken++;
    if (taken * 2 >= places.length) {
      PLACES.setRelease(this, Places.of(made));
      taken = made.size();
    } else {
      Places.put(places, series);
    }
    return series;
  }

  private static boolean isOverflow(String[] values) {
    for (String value : values) {
      if (!value.equals(OVERFLOW)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // only add() puts series in, and it makes them with the factory
  private S series(Object series) {
    return (S) series;
  }
}
