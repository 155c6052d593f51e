package io.hairspring.collector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Label values for numbers, characters and enum constants, without making a string each time. */
public final class LabelValues {
  private static final int KEPT = 1024;
  private static final String[] DIGITS = new String[KEPT];
  private static final String[] ASCII = new String[128];

  // Kept by the class itself and collected with it, so that no enum of a redeployed application
  // stays behind.
  private static final ClassValue<String[]> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
          return Arrays.stream(type.getEnumConstants())
              .map(constant -> String.valueOf(constant.toString()))
              .toArray(String[]::new);
        }
      };

  static {
    for (int i = 0; i < KEPT; i++) {
      DIGITS[i] = Integer.toString(i);
    }
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = String.valueOf(c);
    }
  }

  private LabelValues() {}

  /** Returns the decimal digits of a number. Allocates nothing for 0 to 1023, such as a status. */
  public static String of(int number) {
    return number >= 0 && number < KEPT ? DIGITS[number] : Integer.toString(number);
  }

  /** Returns a character as a text of its own. Allocates, but for ASCII. */
  public static String of(char character) {
    return character < ASCII.length ? ASCII[character] : String.valueOf(character);
  }

  /**
   * Returns what a constant calls itself: what its {@code toString} answered when the enum was
   * first seen here, so its name unless the enum says otherwise. Allocates nothing after that.
   *
   * @param constant null means an empty value
   */
  @SuppressWarnings("EnumOrdinal") // places of this run's own constants, kept nowhere else
  public static String of(@Nullable Enum<?> constant) {
    return constant == null ? "" : CONSTANTS.get(constant.getDeclaringClass())[constant.ordinal()];
  }

  /**
   * Returns a text, a number, a character, a boolean or a constant as a label value; null means an
   * empty one. May allocate.
   *
   * @throws IllegalArgumentException if it is anything else, such as an object that nobody wrote a
   *     text for: each would be a series of its own
   */
  public static String of(@Nullable Object value) {
    if (value instanceof Integer number) {
      return of(number.intValue());
    }
    if (value instanceof Enum<?> constant) {
      return of(constant);
    }
    if (value == null) {
      return "";
    }
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "a label value was a "
            + value.getClass().getName()
            + "; expected a text, a number, a character, a boolean or an enum constant; where there"
            + " are few of them, write its toString()");
  }
}
