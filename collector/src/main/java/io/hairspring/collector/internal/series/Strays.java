package io.hairspring.collector.internal.series;

import java.security.SecureRandom;

/**
 * Series that found no place near the one their hash leads to, because too many others have the
 * same hash: clients choose label values, and strings with one hash are easy to make. Found by
 * another hash over the characters, of which nobody knows the key. Stands behind the places of the
 * array that led here, and is replaced by a larger one when half of its own places are taken.
 */
final class Strays extends SeriesKey {
  private static final int FEWEST = 64;
  private static final SeededHash HASH = SeededHash.random(new SecureRandom());

  // Written under the table's lock, with release; look-ups read it plainly, as the table's own.
  private final SeriesKey[] places;
  private int taken; // with marks of those that are gone; under the table's lock

  private Strays(int length) {
    super(new String[0]);
    places = new SeriesKey[length];
  }

  /** Returns what holds those of {@code strays}, null for none, and one more. Under the lock. */
  static Strays with(Strays strays, SeriesKey series) {
    Strays roomy = strays;
    if (strays == null) {
      roomy = new Strays(FEWEST);
    } else if (strays.taken * 2 >= strays.places.length) {
      roomy = new Strays(strays.places.length * 2);
      for (SeriesKey each : strays.places) {
        if (each != null && each != Tombstone.MARK) {
          roomy.put(each);
        }
      }
    }
    roomy.put(series);
    return roomy;
  }

  private void put(SeriesKey series) {
    int i = place(series.values());
    while (places[i] != null) {
      i = i + 1 & places.length - 1;
    }
    Places.set(places, i, series);
    taken++;
  }

  /** Returns the series with these values, or null. Any thread. */
  SeriesKey find(String[] values) {
    int i = place(values);
    for (SeriesKey series; (series = places[i]) != null; i = i + 1 & places.length - 1) {
      if (series.is(values)) {
        return series;
      }
    }
    return null;
  }

  /** Puts a mark in the place of a series that is here. Under the lock. */
  void remove(SeriesKey series) {
    int i = place(series.values());
    while (places[i] != series) {
      i = i + 1 & places.length - 1;
    }
    Places.set(places, i, Tombstone.MARK);
  }

  /** Returns how many places a search for these values looks at. */
  int probes(String[] values) {
    int i = place(values);
    int probes = 1;
    for (; places[i] != null && !places[i].is(values); i = i + 1 & places.length - 1) {
      probes++;
    }
    return probes;
  }

  private int place(String[] values) {
    return (int) HASH.of(values) & places.length - 1;
  }
}
