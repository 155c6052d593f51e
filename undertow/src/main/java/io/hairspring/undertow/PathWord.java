package io.hairspring.undertow;

/**
 * What a word of ASCII letters and digits is likely to be, by what it is made of. Words that people
 * write change seldom between letters and digits or from small to capital letters; random ones do
 * so all the time.
 */
enum PathWord {
  /** A word of a name, of so many small letters that no random token has them in a row. */
  WORD,
  /** A word of a name, or else a piece of a random token. */
  NAME,
  /** So short, or so mixed, that it may be a piece of a random token with hyphens in it. */
  PIECE,
  /** An identifier of an alphabet without hyphens. */
  IDENTIFIER,
  /** An identifier of capital and small letters and digits, perhaps a piece of one. */
  TOKEN,
  /** A name with a long number in it. */
  NUMBERED;

  /** How many digits in a row are an identifier; years, versions and most models have fewer. */
  static final int LONG_NUMBER = 5;

  private static final int SHORT_NAME = 4;
  private static final int LONG_NAME = 6;
  private static final int PIECE_DIGITS = 2;
  private static final int SHORT_HEX = 7;
  private static final int LONG_HEX = 12;
  private static final int SHORT_TOKEN = 8;
  private static final int LONG_TOKEN = 16;
  private static final int LONGER_TOKEN = 20;
  private static final int CONSONANTS_OF_FEW_NAMES = 4;

  /** Returns what the word between two places of a text is likely to be. */
  static PathWord of(String text, int start, int end) {
    return new Traits(text, start, end).word();
  }

  /** What was counted in one word. */
  private static final class Traits {
    private final int length;
    private int digits;
    private int numbers; // groups of digits
    private int longestNumber;
    private int capitals;
    private int smalls;
    private int hex;
    private int turns; // from letter to digit or back
    private int breaks; // turns, and steps from a small letter to a capital one
    private int consonants; // the longest row of them
    private int oddCapitals; // those that do not begin a row of two small letters or more
    private boolean numberInside; // a group of digits before the end
    private boolean startsWithDigit;

    Traits(String text, int start, int end) {
      length = end - start;
      char before = 0;
      int row = 0;
      int number = 0;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        boolean digit = c <= '9';
        boolean first = i == start;
        if (digit) {
          digits++;
          numbers += number == 0 ? 1 : 0;
          longestNumber = Math.max(longestNumber, ++number);
        } else {
          numberInside |= number > 0;
          number = 0;
          capitals += c <= 'Z' ? 1 : 0;
          smalls += c > 'Z' ? 1 : 0;
          if (c <= 'Z' && !(i + 2 < end && isSmall(text, i + 1) && isSmall(text, i + 2))) {
            oddCapitals++;
          }
          row = "aeiouyAEIOUY".indexOf(c) < 0 ? row + 1 : 0;
          consonants = Math.max(consonants, row);
        }
        hex += Character.digit(c, 16) >= 0 ? 1 : 0;
        startsWithDigit |= first && digit;
        boolean turn = !first && digit != before <= '9';
        turns += turn ? 1 : 0;
        breaks += turn || (!first && before > 'Z' && !digit && c <= 'Z') ? 1 : 0;
        before = c;
      }
    }

    private static boolean isSmall(String text, int at) {
      return text.charAt(at) >= 'a';
    }

    PathWord word() {
      if (digits == length) {
        return length >= LONG_NUMBER
            ? IDENTIFIER
            : length <= PIECE_DIGITS ? PIECE : NAME; // none at all is a piece, too
      }
      if (isHex()) {
        return IDENTIFIER;
      }
      boolean mixed = capitals > 0 && smalls > 0;
      if (isRandom() || (mixed && isRandomInCase())) {
        return mixed ? TOKEN : IDENTIFIER;
      }
      if (longestNumber >= LONG_NUMBER) {
        return NUMBERED;
      }
      boolean regular = smalls == 0 || oddCapitals == 0; // NAME, name, Name, aNiceName
      if (smalls == length && length >= LONG_NAME) {
        return WORD;
      }
      return digits == 0 && length >= SHORT_NAME && regular ? NAME : PIECE;
    }

    private boolean isHex() {
      if (hex < length || digits == 0 || length < SHORT_HEX) {
        return false;
      }
      // Not every one: face2face is a word.
      boolean turning = turns > 1 || startsWithDigit || (length > SHORT_HEX && digits > 2);
      return length >= LONG_HEX || (digits > 1 && turning);
    }

    private boolean isRandom() {
      return (length >= LONG_TOKEN && numbers > 1)
          || (length >= SHORT_TOKEN && numbers > 2)
          || (length >= LONGER_TOKEN && digits > 2 && capitals > 0);
    }

    /** Returns whether capital letters stand where no name has them: getUserById2 is one. */
    private boolean isRandomInCase() {
      if (length < SHORT_TOKEN || breaks < 4) {
        return false;
      }
      boolean often = breaks * 3 >= length;
      return length < LONGER_TOKEN
          ? often && numberInside
          : often || (breaks * 5 >= length && consonants >= CONSONANTS_OF_FEW_NAMES);
    }
  }
}
