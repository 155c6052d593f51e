package io.hairspring.benchmarks.report;

/**
 * A figure, and between what it lies with some confidence.
 *
 * @param least NaN, as {@code most}, where nothing is known of its spread
 */
record Estimate(double value, double least, double most) {
  /** Returns a figure of whose spread nothing is known. */
  static Estimate of(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** Returns a figure and so much to either side of it; NaN where that is not known. */
  static Estimate around(double value, double error) {
    return new Estimate(value, value - error, value + error);
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
