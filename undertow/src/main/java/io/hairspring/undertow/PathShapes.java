package io.hairspring.undertow;

/** The identifiers that tell themselves by their shape, wherever in a text they stand. */
final class PathShapes {
  private static final String UUID_SHAPE = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  private static final int NONE = -1;
  private static final int LONGEST_EXTENSION = 5;
  private static final int HIGHEST_BYTE = 255;
  private static final int MONTHS = 12;
  private static final int LONGEST_MONTH = 31;

  private PathShapes() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean areDigits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return end > start;
  }

  /** Returns whether it is an ASCII letter or digit. */
  static boolean isWordChar(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWordChar(String text, int at) {
    return at >= 0 && at < text.length() && isWordChar(text.charAt(at));
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && isDigit(text.charAt(at));
  }

  private static boolean isHex(char c) {
    return c <= '~' && Character.digit(c, 16) >= 0;
  }

  static boolean isEscape(String text, int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && isHex(text.charAt(at + 1))
        && isHex(text.charAt(at + 2));
  }

  /** Returns a text with visible characters in place of their escapes; as it is if one is bad. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        decoded.append(c);
      } else if (isEscape(text, i)) {
        char meant = (char) Integer.parseInt(text, i + 1, i + 3, 16);
        if (meant > ' ' && meant <= '~' && meant != '%' && meant != '/') {
          decoded.append(meant);
        } else {
          decoded.append(text, i, i + 3);
        }
        i += 2;
      } else {
        return text;
      }
    }
    return decoded.toString();
  }

  /**
   * Returns where the extension of a file name begins, with its dot; the length if there is none.
   */
  static int extension(String text) {
    int dot = text.lastIndexOf('.');
    int chars = text.length() - dot - 1;
    if (dot <= 0 || chars < 2 || chars > LONGEST_EXTENSION || isDigit(text, dot + 1)) {
      return text.length();
    }
    for (int i = dot + 1; i < text.length(); i++) {
      if (!isWordChar(text.charAt(i))) {
        return text.length();
      }
    }
    return dot;
  }

  /** Returns where what begins here ends: an e-mail, a UUID, a time, an address; or -1. */
  static int endOfExact(String text, int at) {
    int end = isMailChar(text, at - 1) ? NONE : endOfMail(text, at);
    if (end == NONE && isUuid(text, at)) {
      end = at + UUID_SHAPE.length();
    }
    if (end == NONE && !isWordChar(text, at - 1)) {
      end = endOfMoment(text, at);
      end = end == NONE ? endOfIp4(text, at) : end;
      end = end == NONE ? endOfColons(text, at) : end;
      end = isAt(text, end) ? NONE : end; // part of a name, after all
    }
    return end;
  }

  private static boolean isUuid(String text, int at) {
    if (at + UUID_SHAPE.length() > text.length() || text.charAt(at + 8) != '-') {
      return false;
    }
    for (int i = 0; i < UUID_SHAPE.length(); i++) {
      char c = text.charAt(at + i);
      if (UUID_SHAPE.charAt(i) == '-' ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMailChar(String text, int at) {
    return isWordChar(text, at)
        || (at >= 0 && at < text.length() && "._+-".indexOf(text.charAt(at)) >= 0);
  }

  private static int endOfMail(String text, int at) {
    int sign = at;
    while (isMailChar(text, sign)) {
      sign++;
    }
    if (sign == at || !isAt(text, sign) || !isWordChar(text, sign + 1)) {
      return NONE;
    }
    int end = sign + 1;
    int letters = 0; // since the last dot
    int dots = 0;
    while (isMailChar(text, end) && text.charAt(end) != '+') {
      char c = text.charAt(end++);
      dots += c == '.' ? 1 : 0;
      letters = c == '.' ? 0 : isDigit(c) || c == '-' ? Integer.MIN_VALUE : letters + 1;
    }
    return dots > 0 && letters >= 2 && !isAt(text, end) ? end : NONE;
  }

  private static boolean isAt(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) == '@';
  }

  private static int endOfIp4(String text, int at) {
    int end = at;
    for (int part = 0; part < 4; part++) {
      int start = part == 0 ? end : end + 1;
      if (part > 0 && (end >= text.length() || text.charAt(end) != '.')) {
        return NONE;
      }
      end = start;
      while (isDigit(text, end) && end - start < 4) {
        end++;
      }
      boolean sound = end > start && end - start <= 3;
      if (!sound || Integer.parseInt(text, start, end, 10) > HIGHEST_BYTE) {
        return NONE;
      }
    }
    boolean more = isWordChar(text, end) || (at > 0 && text.charAt(at - 1) == '.');
    return more || (end < text.length() && text.charAt(end) == '.' && isDigit(text, end + 1))
        ? NONE
        : end;
  }

  /** Returns where groups of hexadecimal digits with colons between them end: IPv6, hardware. */
  private static int endOfColons(String text, int at) {
    int end = at;
    int colons = 0;
    int group = 0;
    boolean digit = false;
    while (end < text.length() && (isHex(text.charAt(end)) || text.charAt(end) == ':')) {
      boolean colon = text.charAt(end) == ':';
      colons += colon ? 1 : 0;
      group = colon ? 0 : group + 1;
      digit |= isDigit(text, end);
      if (group > 4) {
        return NONE;
      }
      end++;
    }
    boolean begun = at > 0 && text.charAt(at - 1) == ':';
    return colons >= 2 && digit && !begun && !isWordChar(text, end) ? end : NONE;
  }

  /** Returns where a day that begins here ends; or -1. */
  static int endOfDay(String text, int at) {
    if (!isDigit(text, at) || isWordChar(text, at - 1)) {
      return NONE;
    }
    int end = NONE;
    if (is("dddd-dd-dd", text, at)) {
      end = isDay(text, at + 5, at + 8) ? at + 10 : NONE;
    } else if (is("dd-dd-dddd", text, at)) {
      end = isDay(text, at, at + 3) || isDay(text, at + 3, at) ? at + 10 : NONE;
    } else if (is("dddddddd", text, at)) {
      end = isDay(text, at + 4, at + 6) ? at + 8 : NONE;
    }
    return isWordChar(text, end) && !isTime(text, end) ? NONE : end;
  }

  private static boolean is(String shape, String text, int at) {
    if (at + shape.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      char c = text.charAt(at + i);
      if (shape.charAt(i) == 'd' ? !isDigit(c) : c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDay(String text, int monthAt, int dayAt) {
    int month = Integer.parseInt(text, monthAt, monthAt + 2, 10);
    int day = Integer.parseInt(text, dayAt, dayAt + 2, 10);
    return month >= 1 && month <= MONTHS && day >= 1 && day <= LONGEST_MONTH;
  }

  private static boolean isTime(String text, int at) {
    return isDigit(text, at + 1) && "Tt".indexOf(text.charAt(at)) >= 0;
  }

  private static int endOfMoment(String text, int at) {
    int end = endOfDay(text, at);
    if (end == NONE || !isTime(text, end)) {
      return NONE;
    }
    end++;
    while (isDigit(text, end)
        || (isDigit(text, end + 1) && ":.-+".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end < text.length() && "Zz".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
  }
}
