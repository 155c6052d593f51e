package io.hairspring.exposition.gzip;

import java.nio.ByteBuffer;

/**
 * Cuts a text into chunks, where the text before was cut if that can be found: so a chunk in which
 * a number got longer does not move those after it. Knows nothing of what the text means: what it
 * looks for is how the line begins that the next chunk began with, up to its value. A cut that it
 * misses, or finds where there is none, costs time and size alone. Not thread-safe.
 */
final class ChunkEnds {
  /** No chunk is longer. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int USUAL_BYTES = 48 * 1024; // leaves room for numbers that get longer
  private static final int LEAST_BYTES = 8 * 1024;
  private static final int MOST_MOVED = 8 * 1024; // how far from where it stood a cut is looked for
  private static final int MOST_MISSED = 8; // after so many another text has nothing in common
  private static final int LONGEST_LINE = 4 * 1024;
  private static final int LONGEST_MARK = 256;
  private static final int UNLINED_MARK = 48; // bytes, where there are no lines

  private final ByteBuffer text;
  private final ByteBuffer before;
  private final Chunks chunks; // of the text before
  private int next; // of them
  private int end;
  private int missed;
  private int rest; // where the next one ends, since a chunk got too long and was cut; 0 if not

  ChunkEnds(ByteBuffer text, ByteBuffer before, Chunks chunks) {
    this.text = text.slice();
    this.before = before.slice();
    this.chunks = chunks;
  }

  /** Finds the chunk from {@code start} on: returns which of those before it is, -1 if none. */
  int next(int start) {
    if (rest > 0) {
      end = rest;
      rest = 0;
      return -1;
    }
    if (next == chunks.count()) {
      end = cut(start);
      return -1;
    }
    int from = chunks.textStart(next);
    int to = chunks.textEnd(next);
    end = start + to - from;
    if (isSame(start, end, from, to)) {
      return next++;
    }
    next++;
    end = next == chunks.count() ? cut(start) : moved(start, end, to);
    return -1;
  }

  /** Returns where that chunk ends. */
  int end() {
    return end;
  }

  /** Returns where a cut is now that stood at {@code mark} before, or another one. */
  private int moved(int start, int expected, int mark) {
    int markEnd = markEnd(mark);
    int most = start + MOST_BYTES;
    for (int distance = 0; distance <= MOST_MOVED; distance++) {
      int after = expected + distance;
      if (isMark(after, mark, markEnd)) {
        rest = after <= most ? 0 : after;
        return after <= most ? after : cut(start);
      }
      int earlier = expected - distance;
      if (earlier >= start + LEAST_BYTES && earlier <= most && isMark(earlier, mark, markEnd)) {
        return earlier;
      }
    }
    if (++missed == MOST_MISSED) {
      next = chunks.count();
    }
    return cut(start);
  }

  private boolean isMark(int at, int mark, int markEnd) {
    return isSame(at, at + markEnd - mark, mark, markEnd);
  }

  /** Returns where a mark ends: before the value of its line. */
  private int markEnd(int mark) {
    int most = Math.min(before.capacity(), mark + LONGEST_MARK);
    int value = mark;
    for (int at = mark; at < most; at++) {
      byte c = before.get(at);
      if (c == '\n' && value > mark) {
        return value;
      }
      value = c == ' ' ? at : value;
    }
    return Math.min(most, mark + UNLINED_MARK);
  }

  private boolean isSame(int start, int stop, int from, int to) {
    if (stop > text.capacity() || text.get(start) != before.get(from)) {
      return false;
    }
    text.limit(stop).position(start);
    before.limit(to).position(from);
    boolean same = text.mismatch(before) < 0;
    text.clear();
    before.clear();
    return same;
  }

  /** Returns where a chunk ends that nobody knows: after a line, if lines are short. */
  private int cut(int start) {
    if (text.capacity() - start <= MOST_BYTES) {
      return text.capacity();
    }
    int usual = start + USUAL_BYTES;
    for (int at = usual; at > usual - LONGEST_LINE; at--) {
      if (text.get(at - 1) == '\n') {
        return at;
      }
    }
    return usual;
  }
}
