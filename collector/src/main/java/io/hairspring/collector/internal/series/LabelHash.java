package io.hairspring.collector.internal.series;

import java.util.Arrays;

/** The hash of label values, the same however they are given, and where it leads in a table. */
final class LabelHash {
  private LabelHash() {}

  static int of() {
    return 1;
  }

  static int of(String a) {
    return 31 * of() + a.hashCode();
  }

  static int of(String a, String b) {
    return 31 * of(a) + b.hashCode();
  }

  static int of(String a, String b, String c) {
    return 31 * of(a, b) + c.hashCode();
  }

  static int of(String a, String b, String c, String d) {
    return 31 * of(a, b, c) + d.hashCode();
  }

  static int of(String[] values) {
    return Arrays.hashCode(values);
  }

  /** Returns where to look first; {@code mask} is the table's length, a power of two, less one. */
  static int place(int hash, int mask) {
    return (hash ^ hash >>> 16) & mask;
  }
}
