package io.hairspring.collector.view;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A histogram of given figures. Immutable. */
record GivenDistribution(
    List<Double> upperBounds, List<Long> cumulativeCounts, long count, double sum)
    implements DistributionView {
  GivenDistribution {
    upperBounds = all("upperBounds", upperBounds);
    cumulativeCounts = all("cumulativeCounts", cumulativeCounts);
    if (upperBounds.size() != cumulativeCounts.size()) {
      throw new IllegalArgumentException(
          "cumulativeCounts must be one for each of "
              + upperBounds.size()
              + " bounds, were "
              + cumulativeCounts.size());
    }
  }

  /**
   * Returns a copy.
   *
   * @throws NullPointerException if {@code given} is null or holds null
   */
  static <T> List<T> all(String what, List<T> given) {
    for (T one : Objects.requireNonNull(given, what)) {
      Objects.requireNonNull(one, () -> what + " must not hold null, were " + given);
    }
    return List.copyOf(given);
  }

  static GivenDistribution of(DistributionView view) {
    int bounds = view.bounds();
    return new GivenDistribution(
        IntStream.range(0, bounds).mapToObj(view::bound).toList(),
        IntStream.range(0, bounds).mapToObj(view::cumulativeCount).toList(),
        view.count(),
        view.sum());
  }

  @Override
  public int bounds() {
    return upperBounds.size();
  }

  @Override
  public double bound(int i) {
    return upperBounds.get(i);
  }

  @Override
  public long cumulativeCount(int i) {
    return cumulativeCounts.get(i);
  }
}
