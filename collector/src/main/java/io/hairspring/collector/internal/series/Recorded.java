package io.hairspring.collector.internal.series;

/** A series in which things are recorded, so that it can be told whether it is idle. */
public interface Recorded {
  /** Returns a number that grows with every recording. Any thread; never makes a writer wait. */
  long activity();
}
