package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure, and between what it lies with some confidence.
 *
 * @param least NaN, as {@code most}, where nothing is known of its spread
 */
public record Estimate(double value, double least, double most) {
  private static final double MISS = 0.1;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+([.]\\d+)?");
  private static final Pattern TEXT = Pattern.compile("(\\S+)( \\((\\S+) to (\\S+)\\))?");

  /** Returns a figure of whose spread nothing is known. */
  public static Estimate of(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** Returns a figure and so much to either side of it; NaN where that is not known. */
  static Estimate around(double value, double error) {
    return new Estimate(value, value - error, value + error);
  }

  /**
   * Returns the middle one of some figures, and between which of them it lies in nine of ten cases
   * whatever their distribution: all of them where they are fewer than eight. Nothing without any.
   */
  public static Optional<Estimate> median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int count = sorted.size();
    if (count == 0) {
      return Optional.empty();
    }
    if (count == 1) {
      return Optional.of(of(sorted.get(0)));
    }
    int left = leftOut(count);
    return Optional.of(
        new Estimate(
            (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2,
            sorted.get(left),
            sorted.get(count - 1 - left)));
  }

  /**
   * Returns how many of so many may be left out at either end: the binomial distribution's tail.
   */
  private static int leftOut(int count) {
    double chance = Math.pow(0.5, count); // that all are on one side of the median
    double tail = chance;
    int left = 0;
    while (2 * (tail + chance * (count - left) / (left + 1)) <= MISS) {
      chance *= (double) (count - left) / (left + 1);
      tail += chance;
      left++;
    }
    return left;
  }

  /** Returns the figure, and in brackets between what it lies, with so many decimals. */
  public String text(int decimals) {
    String number = "%." + decimals + "f";
    String text = hasSpread() ? number + " (" + number + " to " + number + ")" : number;
    return String.format(Locale.ROOT, text, value, least, most);
  }

  /** Reads what {@link #text} wrote. */
  static Optional<Estimate> read(String text) {
    Matcher figures = TEXT.matcher(text);
    if (!figures.matches() || !NUMBER.matcher(figures.group(1)).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(figures.group(1));
    return Optional.of(
        figures.group(2) == null
            ? of(value)
            : new Estimate(
                value, Double.parseDouble(figures.group(3)), Double.parseDouble(figures.group(4))));
  }

  /** Returns the ratio to another figure, between the least and the largest that both allow. */
  Estimate per(Estimate other) {
    return new Estimate(
        value / other.value,
        Math.max(0, least) / other.most,
        other.least <= 0 ? Double.POSITIVE_INFINITY : most / other.least);
  }

  /** Returns what is left without another figure, between the least and the largest of both. */
  Estimate minus(Estimate other) {
    return new Estimate(value - other.value, least - other.most, most - other.least);
  }

  boolean hasSpread() {
    return !Double.isNaN(least) && !Double.isNaN(most);
  }
}
