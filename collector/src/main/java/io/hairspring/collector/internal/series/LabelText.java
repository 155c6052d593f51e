package io.hairspring.collector.internal.series;

import java.nio.charset.StandardCharsets;

/**
 * How a label's value, or a name that is not classic, stands in quotes in the text formats.
 *
 * <p>A plain text, of which each character stands for itself, is written without any garbage. So
 * the series of a family stand close together from the start, and a pass over many of them meets
 * fewer pages of memory.
 */
final class LabelText {
  private LabelText() {}

  /** Returns how many bytes a value has in UTF-8, with escapes and without quotes. */
  static int bytes(String value) {
    return isPlain(value) ? value.length() : encoded(value).length;
  }

  /** Puts a value where there is room for {@link #bytes}; returns where it ends. */
  static int put(String value, byte[] target, int offset) {
    if (!isPlain(value)) {
      byte[] encoded = encoded(value);
      System.arraycopy(encoded, 0, target, offset, encoded.length);
      return offset + encoded.length;
    }
    for (int i = 0; i < value.length(); i++) {
      target[offset + i] = (byte) value.charAt(i);
    }
    return offset + value.length();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static byte[] encoded(String value) {
    return escaped(Utf8Text.text(value)).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a text with escapes. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
