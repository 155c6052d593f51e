package io.hairspring.collector.series;

/** Something that a {@link SeriesTable} finds by its label values, which never change. */
public abstract class Labelled {
  private final String[] values;
  private final int hash;

  /** Keeps {@code values}, which nobody may write from here on. */
  protected Labelled(String[] values) {
    this.values = values;
    hash = SeriesTable.hash(values);
  }

  /** Returns the label values, not to be written. */
  protected final String[] values() {
    return values;
  }

  /** Is told that no table holds this any more; handles of it may still be held. */
  protected void removed() {}

  final int hash() {
    return hash;
  }

  final boolean is(String a) {
    return values[0].equals(a);
  }

  final boolean is(String a, String b) {
    return values[0].equals(a) && values[1].equals(b);
  }

  final boolean is(String a, String b, String c) {
    return is(a, b) && values[2].equals(c);
  }

  final boolean is(String a, String b, String c, String d) {
    return is(a, b, c) && values[3].equals(d);
  }

  final boolean is(String[] all) {
    for (int i = 0; i < values.length; i++) {
      if (!values[i].equals(all[i])) {
        return false;
      }
    }
    return true;
  }
}
