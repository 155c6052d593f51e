package io.hairspring.undertow.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Follows the first line of a request to its end, to see the version, since Undertow takes each
 * that it does not know for 1.1, and answers 0.9 as such; and how many question marks are before
 * the query, since it tells an empty query from none, and one that begins with a question mark from
 * one that does not, by nothing. Not thread-safe.
 */
final class RequestLine {
  private static final long HTTP_1_0 = end("TP/1.0\r\n");
  private static final long HTTP_1_1 = end("TP/1.1\r\n");

  private long end; // the last eight bytes
  private int marks; // one behind the other, before anything else of the query
  private boolean inQuery; // behind them
  private boolean whole;

  private static long end(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
  }

  /** Takes what was read of a head. */
  void read(ByteBuffer bytes) {
    while (!whole && bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '?' && !inQuery) {
        marks++;
      } else {
        inQuery = marks > 0;
      }
      end = (end << Byte.SIZE) | (next & 0xff);
      whole = next == '\n';
    }
  }

  /** Begins with the next request; returns whether this one's version was 1.0 or 1.1. */
  boolean wasOurVersion() {
    boolean ours = !whole || end == HTTP_1_0 || end == HTTP_1_1;
    whole = false;
    marks = 0;
    inQuery = false;
    return ours;
  }

  /**
   * Returns the query as it was sent, with its question mark, given what Undertow took for it; null
   * where that is the query, or there is none.
   */
  String oddQuery(String query) {
    if (marks == 0 || (marks == 1 && !query.isEmpty())) {
      return null;
    }
    return (marks == 1 ? "?" : "??") + query;
  }
}
