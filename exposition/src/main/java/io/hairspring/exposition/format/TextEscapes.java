package io.hairspring.exposition.format;

/** Escapes of the text formats. Allocates nothing. */
final class TextEscapes {
  private TextEscapes() {}

  /** Appends what stands in quotes: backslash, newline and quote are escaped. */
  static Utf8Buffer quoted(Utf8Buffer out, String text) {
    return escaped(out, text, true);
  }

  /** Appends what stands alone: backslash and newline are escaped and nothing else. */
  static Utf8Buffer plain(Utf8Buffer out, String text) {
    return escaped(out, text, false);
  }

  private static Utf8Buffer escaped(Utf8Buffer out, String text, boolean quotes) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '\\' || (c == '"' && quotes)) {
        out.ascii('\\').ascii((char) c);
      } else if (c == '\n') {
        out.ascii("\\n");
      } else {
        out.codePoint(c);
      }
      i += Character.charCount(c);
    }
    return out;
  }
}
