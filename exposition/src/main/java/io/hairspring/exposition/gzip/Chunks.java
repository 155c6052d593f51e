package io.hairspring.exposition.gzip;

import java.util.Arrays;

/** Where the chunks of a text end, there and deflated, and their CRCs. Not thread-safe. */
final class Chunks {
  private static final int FIELDS = 3;
  private static final int FIRST_CHUNKS = 8;

  private int[] all = new int[FIELDS * FIRST_CHUNKS]; // of each: end in the text, end, CRC
  private int count;
  private int first; // where the first begins, deflated

  /** Forgets all, and begins with deflated bytes from {@code first} on. */
  void clear(int first) {
    count = 0;
    this.first = first;
  }

  /** Adds one that begins where the one before ends. */
  void add(int textEnd, int end, int crc) {
    int at = FIELDS * count++;
    if (at == all.length) {
      all = Arrays.copyOf(all, 2 * at);
    }
    all[at] = textEnd;
    all[at + 1] = end;
    all[at + 2] = crc;
  }

  int count() {
    return count;
  }

  int textStart(int i) {
    return i == 0 ? 0 : textEnd(i - 1);
  }

  int textEnd(int i) {
    return all[FIELDS * i];
  }

  int start(int i) {
    return i == 0 ? first : end(i - 1);
  }

  int end(int i) {
    return all[FIELDS * i + 1];
  }

  int crc(int i) {
    return all[FIELDS * i + 2];
  }
}
