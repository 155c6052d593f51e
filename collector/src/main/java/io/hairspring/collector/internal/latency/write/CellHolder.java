package io.hairspring.collector.internal.latency.write;

/** Who keeps cells of stripes in a table of its own, beside the recorders whose cells they are. */
public interface CellHolder {
  /** Lets go of cells that were closed. Any thread. */
  void forgetClosed();
}
