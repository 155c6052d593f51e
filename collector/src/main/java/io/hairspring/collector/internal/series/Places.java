package io.hairspring.collector.internal.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How the array is written in which a {@link SeriesTable} finds its series: open addressing, at
 * most half full, and behind all places the {@link Strays} that found none within {@value #PROBES}.
 * Under the table's lock; look-ups read it meanwhile, so a series never moves within an array.
 */
final class Places {
  /** How many places a look-up goes through before it asks for strays. */
  static final int PROBES = 32;

  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(SeriesKey[].class);
  private static final int FEWEST = 8;
  private static final int ROOM = 3; // places for each series at first, so that some can be added

  private Places() {}

  /** Returns a new array with all that were made. */
  static SeriesKey[] of(SeriesList<?> made) {
    int length = FEWEST;
    while (length < made.size() * ROOM) {
      length *= 2;
    }
    SeriesKey[] places = new SeriesKey[length + 1];
    made.forEach(series -> put(places, series));
    return places;
  }

  /** Returns what cuts a hash down to a place, by {@code &}. */
  static int mask(SeriesKey[] places) {
    return places.length - 2;
  }

  /** Returns the strays of an array, null if there are none. */
  static Strays strays(SeriesKey[] places) {
    return (Strays) places[places.length - 1];
  }

  static void put(SeriesKey[] places, SeriesKey series) {
    int place = find(places, series, null);
    if (place >= 0) {
      set(places, place, series);
    } else {
      set(places, places.length - 1, Strays.with(strays(places), series));
    }
  }

  /** Puts a mark in the place of a series; it takes the place until the array is made anew. */
  static void remove(SeriesKey[] places, SeriesKey series) {
    int place = find(places, series, series);
    if (place >= 0) {
      set(places, place, Tombstone.MARK);
    } else {
      strays(places).remove(series);
    }
  }

  /** Returns where {@code sought} stands, from where a look-up of {@code series} begins, or -1. */
  private static int find(SeriesKey[] places, SeriesKey series, SeriesKey sought) {
    int mask = mask(places);
    int first = LabelHash.place(series.hash(), mask);
    for (int i = first; i < first + PROBES; i++) {
      if (places[i & mask] == sought) {
        return i & mask;
      }
    }
    return -1;
  }

  /** Stores with release: whoever finds it finds it as it was made. */
  static void set(SeriesKey[] places, int place, SeriesKey series) {
    PLACE.setRelease(places, place, series);
  }

  /** Returns how many places a search for these values looks at. */
  static int probes(SeriesKey[] places, String[] values) {
    int mask = mask(places);
    int first = LabelHash.place(LabelHash.of(values), mask);
    for (int i = 0; i < PROBES; i++) {
      SeriesKey series = places[first + i & mask];
      if (series == null || series.is(values)) {
        return i + 1;
      }
    }
    Strays strays = strays(places);
    return PROBES + (strays == null ? 0 : strays.probes(values));
  }
}
