package io.hairspring.collector.series;

/**
 * How the array is written in which a {@link SeriesTable} finds its series: open addressing, at
 * most half full. Under the table's lock; look-ups read it meanwhile, so a series never moves
 * within an array.
 */
final class Places {
  static final int FEWEST = 8;
  private static final int ROOM = 3; // places for each series at first, so that some can be added

  private Places() {}

  /** Returns a new array with all that were made. */
  static Labelled[] of(MadeSeries<?> made) {
    int length = FEWEST;
    while (length < made.size() * ROOM) {
      length *= 2;
    }
    Labelled[] places = new Labelled[length];
    made.forEach(series -> put(places, series));
    return places;
  }

  static void put(Labelled[] places, Labelled series) {
    places[find(places, series, null)] = series;
  }

  /** Puts a mark in the place of a series; it takes the place until the array is made anew. */
  static void remove(Labelled[] places, Labelled series) {
    places[find(places, series, series)] = Gone.MARK;
  }

  /** Returns where {@code sought} stands, from where a look-up of {@code series} begins. */
  private static int find(Labelled[] places, Labelled series, Labelled sought) {
    int mask = places.length - 1;
    int i = LabelHash.place(series.hash(), mask);
    while (places[i] != sought) {
      i = i + 1 & mask;
    }
    return i;
  }
}
