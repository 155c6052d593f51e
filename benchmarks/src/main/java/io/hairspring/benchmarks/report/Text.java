package io.hairspring.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them: three digits, and nothing where there is none. */
final class Text {
  private static final String[] UNITS = {"ns", "µs", "ms", "s"};
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Text() {}

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return "∞";
    }
    BigDecimal digits = new BigDecimal(value, THREE_DIGITS);
    return digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
  }

  /** Returns a time with the unit that suits it. */
  static String time(double nanos) {
    double value = nanos;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return Double.isNaN(nanos) ? "" : number(value) + " " + UNITS[unit];
  }

  /** Returns bytes: whole ones, or two decimals of what hardly anybody allocated. */
  static String bytes(double bytes) {
    return Double.isNaN(bytes)
        ? ""
        : String.format(Locale.ROOT, bytes < 100 ? "%.2f" : "%.0f", bytes);
  }

  /** Returns a figure with its unit, which has a space before; a ratio has none. */
  static String amount(double value, String unit) {
    return (unit.equals(" B") ? bytes(value) : number(value)) + unit;
  }

  /** Returns a figure with its unit, and between what it lies where that is known. */
  static String estimate(Estimate estimate, String unit) {
    String value = amount(estimate.value(), unit);
    return estimate.hasSpread()
        ? value + " (" + number(estimate.least()) + " to " + number(estimate.most()) + ")"
        : value;
  }

  /** Returns the half of a spread in hundredths of the figure. */
  static String percent(Estimate estimate) {
    return estimate.hasSpread()
        ? number(100 * (estimate.most() - estimate.value()) / estimate.value()) + " %"
        : "";
  }
}
