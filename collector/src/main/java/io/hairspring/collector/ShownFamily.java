package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.time.Instant;

/** A family as the registry keeps it. */
interface ShownFamily {
  /** Returns how it is called and what it measures. */
  FamilyView view();

  /** Returns how many series it has. */
  long series();

  /** Shows the family and its series, if it has any. Under the registry's reading lock. */
  void show(MetricsVisitor visitor);

  /**
   * Shows the family and its series, and begins an epoch of theirs with exactly what was shown,
   * unless the visitor declines. Under the registry's reading lock.
   */
  void close(MetricsVisitor visitor, Instant now);
}
