package io.hairspring.exposition.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A chunk as literals and matches: where six bytes stand that stood there before, they and what
 * follows are a reference. It looks where tokens begin alone and at one candidate, which is enough
 * for lines that are nearly the same. Not thread-safe.
 */
final class Tokens {
  private static final int LEAST_MATCH = 6;
  private static final long COMPARED = -1L >>> (Long.SIZE - Byte.SIZE * LEAST_MATCH);
  private static final int HASH_BITS = 12; // 16 KiB, which stay in the first cache
  private static final long HASH = 0x9E3779B185EBCA87L; // odd, with its bits well mixed
  private static final int NOWHERE = Integer.MIN_VALUE / 2; // farther back than any match
  private static final int LENGTH_BITS = 9;
  private static final int LENGTH = (1 << LENGTH_BITS) - 1;
  // Plain: a view of an array that one thread has.
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] tokens; // a literal, or the distance and the length of a match, negated
  private final int[] last = new int[1 << HASH_BITS]; // where bytes of this hash stood last
  private int size;

  /** Creates one for chunks of at most so many bytes. */
  Tokens(int mostBytes) {
    tokens = new int[mostBytes];
  }

  int size() {
    return size;
  }

  /** Returns a token: a literal, or less than 0 for a match. */
  int get(int i) {
    return tokens[i];
  }

  static int length(int match) {
    return -match & LENGTH;
  }

  static int distance(int match) {
    return -match >> LENGTH_BITS;
  }

  /** Finds the tokens of the first {@code end} bytes, and counts their symbols. */
  void find(byte[] text, int end, int[] literalsAndLengths, int[] distances) {
    Arrays.fill(last, NOWHERE);
    int n = 0;
    int at = 0;
    int words = end - Long.BYTES; // up to here a whole word can be read
    while (at <= words) {
      long word = (long) WORD.get(text, at);
      int hash = (int) (((word & COMPARED) * HASH) >>> (Long.SIZE - HASH_BITS));
      int before = last[hash];
      last[hash] = at;
      int distance = at - before;
      if (distance <= Symbols.MOST_DISTANCE
          && ((word ^ (long) WORD.get(text, before)) & COMPARED) == 0) {
        int length = LEAST_MATCH + alike(text, before + LEAST_MATCH, at + LEAST_MATCH, end);
        tokens[n++] = -(distance << LENGTH_BITS | length);
        literalsAndLengths[Symbols.FIRST_LENGTH + Symbols.ofLength(length)]++;
        distances[Symbols.ofDistance(distance)]++;
        at += length;
      } else {
        int literal = text[at++] & 0xff;
        tokens[n++] = literal;
        literalsAndLengths[literal]++;
      }
    }
    for (; at < end; at++) {
      int literal = text[at] & 0xff;
      tokens[n++] = literal;
      literalsAndLengths[literal]++;
    }
    size = n;
  }

  /** Returns how many bytes are alike from two places on, within what a match may still have. */
  private static int alike(byte[] text, int before, int at, int end) {
    int most = Math.min(end - at, Symbols.MOST_LENGTH - LEAST_MATCH);
    int alike = 0;
    for (; alike + Long.BYTES <= most; alike += Long.BYTES) {
      long other = (long) WORD.get(text, before + alike) ^ (long) WORD.get(text, at + alike);
      if (other != 0) {
        return alike + Long.numberOfTrailingZeros(other) / Byte.SIZE;
      }
    }
    while (alike < most && text[before + alike] == text[at + alike]) {
      alike++;
    }
    return alike;
  }
}
