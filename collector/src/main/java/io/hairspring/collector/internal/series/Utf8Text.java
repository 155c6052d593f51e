package io.hairspring.collector.internal.series;

/**
 * Texts that UTF-8 can hold. A text with half of a surrogate pair cannot be written, and two that
 * differ only there would be read as the same: so each half counts as U+FFFD, from the moment a
 * series is made or looked for.
 */
public final class Utf8Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8Text() {}

  /** Returns whether UTF-8 can hold a text: every half has its other one. Allocates nothing. */
  public static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Returns {@code text}, or a copy with U+FFFD for each half; null means an empty text. */
  public static String text(String text) {
    if (text == null) {
      return "";
    }
    return is(text) ? text : replaced(text);
  }

  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c) ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
