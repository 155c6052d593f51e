package io.hairspring.exposition.format;

import java.util.regex.Pattern;

/**
 * Text in a cell of a table for people: bounded, without what steers a terminal, and as wide as it
 * is counted. Characters that take two columns count as two, those that take none are shown as
 * {@code ?}.
 */
final class CellText {
  /** How many columns a cell may have. */
  static final int MOST_COLUMNS = 64;

  private static final int MOST_CHARS_READ = 8 * MOST_COLUMNS;
  private static final int ROOM = (MOST_COLUMNS - 1) / 2; // on each side of what is left out
  private static final char CUT = '…';
  // Controls, formats such as those that change the direction, marks that stand on the last
  // letter, and what has no shape at all.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{C}\\p{M}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u3164\\uffa0]");

  private CellText() {}

  /** Returns a text as it stands in a cell; of one that is too long, the middle is left out. */
  static String of(String text) {
    if (text.length() > MOST_CHARS_READ) {
      int half = MOST_CHARS_READ / 2;
      String end = text.substring(text.length() - half);
      return cut(shown(text.substring(0, half)), shown(end));
    }
    String shown = shown(text);
    return columns(shown) <= MOST_COLUMNS ? shown : cut(shown, shown);
  }

  /** Returns how many columns of a terminal a cell takes. */
  static int columns(String cell) {
    return cell.codePoints().map(CellText::columns).sum();
  }

  private static String shown(String text) {
    return UNSEEN.matcher(text).replaceAll("?");
  }

  private static String cut(String beginning, String end) {
    int first = 0;
    for (int left = ROOM - columns(beginning.codePointAt(0)); left >= 0; ) {
      first += Character.charCount(beginning.codePointAt(first));
      left -= columns(beginning.codePointAt(first));
    }
    int last = end.length();
    for (int left = ROOM - columns(end.codePointBefore(last)); left >= 0; ) {
      last -= Character.charCount(end.codePointBefore(last));
      left -= columns(end.codePointBefore(last));
    }
    return beginning.substring(0, first) + CUT + end.substring(last);
  }

  private static int columns(int c) {
    return isWide(c) ? 2 : 1;
  }

  /** Returns whether terminals show a character in two columns (UAX 11, W and F, and emoji). */
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
            || (c >= 0xa960 && c <= 0xa97f)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff01 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1f53d)
            || (c >= 0x1f550 && c <= 0x1f567)
            || (c >= 0x1f5fb && c <= 0x1f64f)
            || (c >= 0x1f680 && c <= 0x1f6c5)
            || (c >= 0x1f900 && c <= 0x1f9ff)
            || (c >= 0x1fa70 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
