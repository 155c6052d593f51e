package io.hairspring.collector.series;

/**
 * Texts that UTF-8 can hold. A text with half of a surrogate pair cannot be written, and two that
 * differ only there would be read as the same: so each half counts as U+FFFD, from the moment a
 * series is made or looked for.
 */
public final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** Returns {@code text}, or a copy with U+FFFD for each half; null means an empty text. */
  public static String text(String text) {
    if (text == null) {
      return "";
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  /** Makes each of {@code texts} well-formed. */
  static void replaceIn(String[] texts) {
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(texts[i]);
    }
  }

  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c) ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
