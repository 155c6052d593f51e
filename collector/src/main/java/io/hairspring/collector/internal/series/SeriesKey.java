package io.hairspring.collector.internal.series;

import java.util.Arrays;

/** Something that a {@link SeriesTable} finds by its label values, which never change. */
public abstract class SeriesKey {
  // The first two values are fields: most families have no more, and finding them saves the array.
  private final String first; // null without labels
  private final String second; // null with fewer than two
  private final String[] all; // null with fewer than three
  private int place; // among all that were made; under the lock of the table that made it

  /** Keeps {@code values}, which nobody may write from here on. */
  protected SeriesKey(String[] values) {
    first = values.length > 0 ? values[0] : null;
    second = values.length > 1 ? values[1] : null;
    all = values.length > 2 ? values : null;
  }

  /** Returns the label values, not to be written. */
  protected final String[] values() {
    if (all != null) {
      return all;
    }
    if (second != null) {
      return new String[] {first, second};
    }
    return first != null ? new String[] {first} : new String[0];
  }

  /** Is told that no table holds this any more; handles of it may still be held. */
  protected void removed() {}

  /** Returns the hash of the values, which is not kept: only tables that grow ask for it. */
  final int hash() {
    if (all != null) {
      return LabelHash.of(all);
    }
    if (second != null) {
      return LabelHash.of(first, second);
    }
    return first != null ? LabelHash.of(first) : LabelHash.of();
  }

  final int place() {
    return place;
  }

  final void place(int place) {
    this.place = place;
  }

  final boolean is(String a) {
    return first.equals(a);
  }

  final boolean is(String a, String b) {
    return first.equals(a) && second.equals(b);
  }

  final boolean is(String a, String b, String c) {
    return is(a, b) && all[2].equals(c);
  }

  final boolean is(String a, String b, String c, String d) {
    return is(a, b, c) && all[3].equals(d);
  }

  final boolean is(String[] values) {
    return switch (values.length) {
      case 0 -> first == null;
      case 1 -> first != null && second == null && is(values[0]);
      case 2 -> second != null && all == null && is(values[0], values[1]);
      default -> Arrays.equals(all, values);
    };
  }
}
