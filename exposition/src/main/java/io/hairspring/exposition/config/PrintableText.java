package io.hairspring.exposition.config;

/** Text that somebody typed, as a message or a comment shows it: on one line, and bounded. */
final class PrintableText {
  private static final int MOST_CHARS = 100;

  private PrintableText() {}

  /** Returns at most 100 characters of a text, with their escapes; says how many there are. */
  static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= MOST_CHARS) {
      return oneLine(text);
    }
    String beginning = text.substring(0, text.offsetByCodePoints(0, MOST_CHARS));
    return oneLine(beginning) + "… (" + text.length() + " characters)";
  }

  /** Returns a text without what ends a line, steers a terminal or cannot be written. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isHidden(c)) {
          appendEscaped(line, c);
        } else {
          line.appendCodePoint(c);
        }
      }
    }
  }

  /** Returns whether a character does something other than to be seen. */
  static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Appends a character as Java and properties files write those that cannot be typed. */
  static void appendEscaped(StringBuilder line, int c) {
    for (char part : Character.toChars(c)) {
      line.append(String.format("\\u%04x", (int) part));
    }
  }
}
