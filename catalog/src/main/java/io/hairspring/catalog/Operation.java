package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;

/**
 * One kind of work of a group, such as a query on a table, a service that is called, or items of a
 * type: how many ended, how many failed, how long they took. To be kept by who can. Any thread;
 * recording allocates nothing.
 */
public final class Operation {
  private final Counter succeeded;
  private final Counter failed;
  private final Counter errors;
  private final LatencyRecorder duration;

  /** Creates one that tells successes from failures by its errors alone. */
  Operation(Counter ended, Counter errors, LatencyRecorder duration) {
    this(ended, ended, errors, duration);
  }

  Operation(Counter succeeded, Counter failed, Counter errors, LatencyRecorder duration) {
    this.succeeded = succeeded;
    this.failed = failed;
    this.errors = errors;
    this.duration = duration;
  }

  /** Records one that succeeded and took {@code nanos} nanoseconds. */
  public void succeeded(long nanos) {
    succeeded.inc();
    duration.record(nanos);
  }

  /** Records one that failed after {@code nanos} nanoseconds. */
  public void failed(long nanos) {
    failed.inc();
    errors.inc();
    duration.record(nanos);
  }
}
