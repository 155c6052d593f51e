package io.hairspring.collector.view;

/** Is shown the cells of a latency or value recorder. */
@FunctionalInterface
public interface CellVisitor {
  /**
   * Shows one cell that is not empty.
   *
   * @param lowest the smallest value that counts in it, in nanoseconds for latencies, else in the
   *     recorder's steps
   * @param highest the largest value that counts in it, inclusive
   * @param count how many were recorded, at least 1
   */
  void cell(long lowest, long highest, long count);
}
