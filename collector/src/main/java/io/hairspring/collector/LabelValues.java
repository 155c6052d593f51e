package io.hairspring.collector;

/** Label values for numbers, without making a string each time. */
public final class LabelValues {
  private static final int KEPT = 1024;
  private static final String[] DIGITS = new String[KEPT];

  static {
    for (int i = 0; i < KEPT; i++) {
      DIGITS[i] = Integer.toString(i);
    }
  }

  private LabelValues() {}

  /** Returns the decimal digits of a number. Allocates nothing for 0 to 1023, such as a status. */
  public static String of(int number) {
    return number >= 0 && number < KEPT ? DIGITS[number] : Integer.toString(number);
  }
}
