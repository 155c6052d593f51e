package io.hairspring.collector.internal.latency.write;

/**
 * Is told of every latency that a recorder had to move into its range, and of every answer it could
 * not keep whole.
 */
public interface Clamps {
  /** A negative latency was recorded as 0. */
  void below();

  /** A latency above the highest was recorded as the highest. */
  void above();

  /** An answer's sum and counts may differ by recordings that were under way. */
  void torn();
}
