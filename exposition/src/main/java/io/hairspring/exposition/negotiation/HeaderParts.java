package io.hairspring.exposition.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes header values apart. Cost and memory are in proportion to the text, which may be any. */
final class HeaderParts {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~"; // RFC 9110, 5.6.2
  private static final int LONGEST_WEIGHT = 12;

  private HeaderParts() {}

  /** Returns the elements of a list that a header's lines make up together. */
  static List<String> elements(List<String> lines) {
    List<String> elements = new ArrayList<>();
    for (String line : Objects.requireNonNull(lines, "lines")) {
      elements.addAll(split(Objects.requireNonNull(line, "lines must not hold null"), ','));
    }
    return elements;
  }

  /** Splits at {@code separator} outside of quoted strings; strips the parts, drops empty ones. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++; // whatever follows is meant literally
      } else if (c == separator && !quoted) {
        add(parts, text.substring(start, i));
        start = i + 1;
      }
    }
    add(parts, text.substring(start));
    return parts;
  }

  private static void add(List<String> parts, String part) {
    String stripped = part.strip();
    if (!stripped.isEmpty()) {
      parts.add(stripped);
    }
  }

  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(HeaderParts::isTokenCharacter);
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  /** Returns what a token or a quoted string says; null if it is neither. */
  static String unquoted(String value) {
    if (!value.startsWith("\"")) {
      return isToken(value) ? value : null;
    }
    StringBuilder said = new StringBuilder();
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        return i == value.length() - 1 ? said.toString() : null;
      }
      if (c == '\\' && ++i < value.length()) {
        c = value.charAt(i);
      }
      said.append(c);
    }
    return null; // the quote is not closed
  }

  /**
   * Returns the weight that a {@code q} parameter gives, 0 to 1; NaN if it gives none. More digits
   * than the three of RFC 9110 are read, and a 0 before the point may be missing, as in the default
   * of Java's {@code HttpURLConnection}.
   */
  static double weight(String text) {
    boolean plain =
        !text.isEmpty()
            && text.length() <= LONGEST_WEIGHT
            && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
            && text.indexOf('.') == text.lastIndexOf('.')
            && !text.equals(".");
    double weight = plain ? Double.parseDouble(text) : Double.NaN;
    return weight <= 1 ? weight : Double.NaN;
  }
}
