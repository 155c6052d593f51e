package io.hairspring.exposition.http;

import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;

/** How a rendering goes over what the collector holds: reading it, or closing its epoch. */
@FunctionalInterface
interface Walk {
  /** Walks, and returns the epoch that was shown. */
  Epoch over(MetricsVisitor visitor);
}
