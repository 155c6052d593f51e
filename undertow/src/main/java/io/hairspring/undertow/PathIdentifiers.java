package io.hairspring.undertow;

/**
 * Finds what names one thing among many within a segment of a path, and puts {@code :id} in its
 * place; what stands before and after stays. {@link RouteTemplates} lists what is found.
 */
final class PathIdentifiers {
  /** The longest segment that is taken for a name. */
  static final int LONGEST = 64;

  private static final String ID = ":id";
  private static final int LONGEST_READ = 512;
  private static final int LONG_TOKEN = 20;
  private static final int MOST_ROUNDS = 4; // what is replaced may leave an identifier beside it
  private static final int DIGITS_IN_FILE_NAME = 3;
  private static final String LIST_MARKS = ",;=()";

  private final String text;
  private final int extension; // where the extension of a file name begins; its length if none
  private final boolean list; // of values or parameters, whose numbers are no versions
  private final StringBuilder out = new StringBuilder();

  private PathIdentifiers(String text) {
    this.text = text;
    extension = PathShapes.extension(text);
    list = text.chars().anyMatch(c -> LIST_MARKS.indexOf(c) >= 0);
  }

  /** Returns what stands for a segment. */
  static String replaced(String segment) {
    if (segment.length() <= LONGEST && isName(segment)) {
      return segment;
    }
    if (segment.length() > LONGEST_READ) {
      return ID;
    }
    String replaced = PathShapes.decoded(segment);
    for (int i = 0; i < MOST_ROUNDS; i++) {
      String before = replaced;
      replaced = new PathIdentifiers(before).replaced();
      if (replaced.equals(before)) {
        return replaced.length() > LONGEST ? ID : replaced;
      }
    }
    return ID;
  }

  /** Returns whether there is nothing in it of which identifiers are made. */
  private static boolean isName(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if ((c < 'a' || c > 'z') && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private String replaced() {
    if (isLoneNumber()) {
      appendNumbersReplaced(0, extension, 1);
      return out.append(text, extension, text.length()).toString();
    }
    int rest = 0;
    int at = 0;
    while (at < text.length()) {
      int end = PathShapes.endOfExact(text, at);
      boolean exact = end > at;
      if (!exact) {
        end = PathShapes.endOfDay(text, at);
      }
      if (end > at) {
        appendWords(rest, at);
        if (exact || !isVersion()) {
          out.append(ID);
        } else {
          out.append(text, at, end);
        }
        rest = end;
        at = end;
      } else {
        at++;
      }
    }
    appendWords(rest, text.length());
    return out.toString();
  }

  /** Returns whether one number is all there is, but for signs and an extension. */
  private boolean isLoneNumber() {
    int numbers = 0;
    for (int i = 0; i < extension; i++) {
      char c = text.charAt(i);
      boolean digit = PathShapes.isDigit(c);
      if (c > '~' || c == '%' || (!digit && PathShapes.isWordChar(c))) {
        return false;
      }
      numbers += digit && (i == 0 || !PathShapes.isDigit(text.charAt(i - 1))) ? 1 : 0;
    }
    return numbers == 1;
  }

  /**
   * Returns whether a date that comes now is one of a version, such as that of a model: behind
   * another number, and not in the name of a file.
   */
  private boolean isVersion() {
    return extension == text.length() && out.chars().anyMatch(c -> PathShapes.isDigit((char) c));
  }

  private void appendWords(int start, int end) {
    int at = start;
    while (at < end) {
      int stop = at;
      while (stop < end && isTokenChar(text.charAt(stop))) {
        stop++;
      }
      if (stop > at) {
        appendRun(at, stop);
        at = stop;
      } else {
        int next = Math.min(end, PathShapes.isEscape(text, at) ? at + 3 : at + 1);
        out.append(text, at, next);
        at = next;
      }
    }
  }

  private static boolean isTokenChar(char c) {
    return PathShapes.isWordChar(c) || c == '-' || c == '_';
  }

  /**
   * Appends words with hyphens and underscores between them. A random token may have these, too, so
   * the words beside a piece of one are taken for pieces, unless they are surely none.
   */
  private void appendRun(int start, int end) {
    int group = start; // of words that may be one token
    int pieces = start; // the last ones of it that are no names
    boolean token = false;
    int at = start;
    while (at <= end) {
      int stop = at;
      while (stop < end && PathShapes.isWordChar(text.charAt(stop))) {
        stop++;
      }
      PathWord word = wordOf(at, stop);
      switch (word) {
        case PIECE -> {}
        case TOKEN -> token = true;
        case NAME -> {
          token |= isToken(pieces, at - 1);
          pieces = stop + 1;
        }
        case WORD, IDENTIFIER, NUMBERED -> {
          appendGroup(group, at - 1, token || isToken(pieces, at - 1));
          out.append(text, Math.max(group, at - 1), at);
          if (word == PathWord.IDENTIFIER) {
            out.append(ID);
          } else {
            appendNumbersReplaced(at, stop, PathWord.LONG_NUMBER);
          }
          out.append(text, stop, Math.min(end, stop + 1));
          group = stop + 1;
          pieces = group;
          token = false;
        }
      }
      at = stop + 1;
    }
    appendGroup(group, end, token || isToken(pieces, end));
  }

  private PathWord wordOf(int start, int end) {
    boolean inFileName = extension < text.length() && (start == 0 || text.charAt(start - 1) != '.');
    boolean enough = list || (inFileName && end - start >= DIGITS_IN_FILE_NAME);
    if (enough && end > start && PathShapes.areDigits(text, start, end)) {
      return PathWord.IDENTIFIER;
    }
    return PathWord.of(text, start, end);
  }

  private void appendGroup(int start, int end, boolean token) {
    if (start < end) {
      if (token) {
        out.append(ID);
      } else {
        out.append(text, start, end);
      }
    }
  }

  /** Returns whether several pieces together are too long and too mixed to be a name. */
  private boolean isToken(int start, int end) {
    if (end - start < LONG_TOKEN) {
      return false;
    }
    boolean several = false;
    boolean capital = false;
    boolean small = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      several |= PathShapes.isDigit(c) || !PathShapes.isWordChar(c);
      capital |= c >= 'A' && c <= 'Z';
      small |= c >= 'a' && c <= 'z';
    }
    return several && capital && small;
  }

  /** Appends what has {@code ID} in place of numbers of at least so many digits. */
  private void appendNumbersReplaced(int start, int end, int digits) {
    int at = start;
    while (at < end) {
      int stop = at;
      while (stop < end && PathShapes.isDigit(text.charAt(stop))) {
        stop++;
      }
      if (stop - at >= digits) {
        out.append(ID);
      } else {
        stop = Math.max(stop, at + 1);
        out.append(text, at, stop);
      }
      at = stop;
    }
  }
}
