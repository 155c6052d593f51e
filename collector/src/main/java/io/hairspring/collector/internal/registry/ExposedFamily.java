package io.hairspring.collector.internal.registry;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Instant;

/** A family as the registry keeps it. */
public interface ExposedFamily {
  /** Returns how it is called and what it measures. */
  FamilyView view();

  /** Returns how many series it has. */
  long series();

  /** Returns about how many bytes the cells of its series take; 0 if it has none of its own. */
  default long bytes() {
    return 0;
  }

  /** Shows the family and its series, if it has any. Under the registry's reading lock. */
  void show(MetricsVisitor visitor);

  /**
   * Shows the family and its series, and begins an epoch of theirs with exactly what was shown,
   * unless the visitor declines. Under the registry's reading lock.
   */
  void close(MetricsVisitor visitor, Instant now);
}
