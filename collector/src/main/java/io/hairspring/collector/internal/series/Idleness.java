package io.hairspring.collector.internal.series;

/**
 * Since when nothing was recorded in a series. Under the registry's reading lock; the clock alone
 * changes it.
 */
final class Idleness {
  private long activity;
  private long sinceNanos;
  private boolean hidden;

  Idleness(long activity, long sinceNanos) {
    this.activity = activity;
    this.sinceNanos = sinceNanos;
  }

  /** Looks whether anything was recorded; hides the series if not for too long. */
  void check(long activityNow, long nowNanos, long limitNanos) {
    if (activityNow != activity) {
      activity = activityNow;
      sinceNanos = nowNanos;
      hidden = false;
    } else if (nowNanos - sinceNanos >= limitNanos) {
      hidden = true;
    }
  }

  boolean isHidden() {
    return hidden;
  }

  /** Returns whether readers pass the series over: not once something is recorded again. */
  boolean isHidden(long activityNow) {
    return hidden && activityNow == activity;
  }
}
