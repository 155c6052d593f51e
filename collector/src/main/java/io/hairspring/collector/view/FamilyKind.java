package io.hairspring.collector.view;

/** What a family measures; decides which values its series show. */
public enum FamilyKind {
  /** A count that only grows within an epoch. */
  COUNTER,
  /** A value that goes up and down. */
  GAUGE,
  /** A distribution over explicit buckets. */
  HISTOGRAM,
  /** A distribution of latencies, in nanoseconds. */
  LATENCY,
  /** A distribution of values that are no times, with quantiles of windows. */
  VALUES,
  /** A distribution whose quantiles somebody outside the collector has computed. */
  SUMMARY,
  /** Labels that describe the process; the value is always 1. */
  INFO,
  /** States, each of which is on or off; a label of the family's own name tells them apart. */
  STATESET;

  /** Returns whether series of this kind have windows, and {@link LatencyShape shapes}. */
  public boolean hasWindows() {
    return this == LATENCY || this == VALUES;
  }

  /** Returns whether series of this kind hold what happened since their epoch began. */
  public boolean hasEpochs() {
    return switch (this) {
      case COUNTER, HISTOGRAM, LATENCY, VALUES -> true;
      case GAUGE, SUMMARY, INFO, STATESET -> false;
    };
  }
}
