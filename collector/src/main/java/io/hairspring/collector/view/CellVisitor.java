package io.hairspring.collector.view;

/** Is shown the cells of a latency recorder. */
@FunctionalInterface
public interface CellVisitor {
  /**
   * Shows one cell that is not empty.
   *
   * @param lowestNanos the shortest latency that counts in it, in nanoseconds
   * @param highestNanos the longest latency that counts in it, inclusive
   * @param count how many were recorded, at least 1
   */
  void cell(long lowestNanos, long highestNanos, long count);
}
