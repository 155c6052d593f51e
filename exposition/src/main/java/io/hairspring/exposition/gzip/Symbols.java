package io.hairspring.exposition.gzip;

/** Which symbols stand for lengths and distances, and with how many bits more (RFC 1951, 3.2.5). */
final class Symbols {
  static final int END_OF_BLOCK = 256;
  static final int FIRST_LENGTH = 257;
  static final int LITERALS_AND_LENGTHS = 286;
  static final int DISTANCES = 30;

  static final int LEAST_LENGTH = 3;
  static final int MOST_LENGTH = 258;
  static final int MOST_DISTANCE = 32 * 1024;

  private static final int FINE = 256; // distances up to here have an entry each
  private static final int COARSE_BITS = 7; // those above, one for so many
  private static final int LONGEST = LITERALS_AND_LENGTHS - FIRST_LENGTH - 1;

  private static final byte[] OF_LENGTH = new byte[MOST_LENGTH + 1];
  private static final short[] LENGTHS = new short[LONGEST + 1]; // the first of each symbol
  private static final byte[] OF_DISTANCE = new byte[2 * FINE];
  private static final short[] DISTANCE = new short[DISTANCES];

  static {
    int length = LEAST_LENGTH;
    for (int i = 0; i < LONGEST; i++) {
      LENGTHS[i] = (short) length;
      for (int end = length + (1 << lengthBits(i)); length < end && length < MOST_LENGTH; ) {
        OF_LENGTH[length++] = (byte) i;
      }
    }
    LENGTHS[LONGEST] = MOST_LENGTH; // has a symbol of its own
    OF_LENGTH[MOST_LENGTH] = LONGEST;
    int distance = 1;
    for (int i = 0; i < DISTANCES; i++) {
      DISTANCE[i] = (short) distance;
      for (int end = distance + (1 << distanceBits(i)); distance < end; distance++) {
        OF_DISTANCE[place(distance)] = (byte) i;
      }
    }
  }

  private Symbols() {}

  /** Returns which of the length symbols stands for a length, from 0 on. */
  static int ofLength(int length) {
    return OF_LENGTH[length];
  }

  /** Returns the first length of such a symbol. */
  static int firstLength(int symbol) {
    return LENGTHS[symbol];
  }

  static int lengthBits(int symbol) {
    return symbol < 8 || symbol == LONGEST ? 0 : symbol / 4 - 1;
  }

  static int ofDistance(int distance) {
    return OF_DISTANCE[place(distance)];
  }

  static int firstDistance(int symbol) {
    return DISTANCE[symbol];
  }

  static int distanceBits(int symbol) {
    return symbol < 4 ? 0 : symbol / 2 - 1;
  }

  private static int place(int distance) {
    return distance <= FINE ? distance - 1 : FINE + ((distance - 1) >> COARSE_BITS);
  }
}
