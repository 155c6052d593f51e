package io.hairspring.collector.internal.series;

import java.util.random.RandomGenerator;

/**
 * SipHash-1-3 (Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012) over the characters of
 * strings, four at a time: whoever does not know the key cannot make strings that collide. Takes
 * some tens of nanoseconds.
 */
final class SeededHash {
  private static final int CHARS = 4; // in a word
  private static final int FINAL_ROUNDS = 3;

  private final long key0;
  private final long key1;

  private SeededHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  static SeededHash random(RandomGenerator random) {
    return new SeededHash(random.nextLong(), random.nextLong());
  }

  /** Returns the hash of these strings, each ended by its length. */
  long of(String[] values) {
    State state = new State(key0, key1);
    for (String value : values) {
      int length = value.length();
      long word = 0;
      for (int i = 0; i < length; i++) {
        word = word << Character.SIZE | value.charAt(i);
        if (i % CHARS == CHARS - 1) {
          state.add(word);
          word = 0;
        }
      }
      state.add(word);
      state.add(length);
    }
    return state.end();
  }

  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void add(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xff;
      for (int i = 0; i < FINAL_ROUNDS; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
