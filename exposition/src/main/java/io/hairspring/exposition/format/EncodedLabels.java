package io.hairspring.exposition.format;

import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.SeriesView;

/**
 * Goes through labels in the encoding that a series keeps for the text formats, so that no text is
 * made of them: {@code name="value","other name"="value"}, with escapes in quotes. Used again for
 * the next series. Not thread-safe.
 */
final class EncodedLabels {
  private static final int FIRST_BYTES = 256;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int end;
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  /** Goes before the first label of a series. */
  void of(SeriesView series) {
    room(series.labelBytes());
    end = series.copyLabels(bytes, 0);
    next = 0;
  }

  /** Goes before the first label of an exemplar. */
  void of(ExemplarView exemplar) {
    room(exemplar.labelBytes());
    end = exemplar.copyLabels(bytes, 0);
    next = 0;
  }

  private void room(int needed) {
    if (needed > bytes.length) {
      bytes = new byte[2 * needed];
    }
  }

  /** Goes to the next label, if there is one. */
  boolean next() {
    if (next >= end) {
      return false;
    }
    boolean quoted = bytes[next] == '"';
    nameStart = quoted ? next + 1 : next;
    nameEnd = find(quoted ? '"' : '=', nameStart);
    valueStart = nameEnd + (quoted ? 3 : 2); // after "=" or =, and the quote
    valueEnd = find('"', valueStart);
    next = valueEnd + 2; // after the quote and, before another label, the comma
    return true;
  }

  private int find(char mark, int from) {
    int at = from;
    while (bytes[at] != mark) {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  /** Appends the label's name without escapes. */
  void name(Utf8Buffer out) {
    unescaped(out, nameStart, nameEnd);
  }

  /** Appends the label's value without escapes. */
  void value(Utf8Buffer out) {
    unescaped(out, valueStart, valueEnd);
  }

  /** Appends the label's value as it stands in quotes. */
  void quotedValue(Utf8Buffer out) {
    out.raw(bytes, valueStart, valueEnd);
  }

  private void unescaped(Utf8Buffer out, int start, int stop) {
    for (int at = start; at < stop; at++) {
      if (bytes[at] == '\\') {
        at++;
        out.octet(bytes[at] == 'n' ? '\n' : bytes[at]);
      } else {
        out.octet(bytes[at]);
      }
    }
  }
}
