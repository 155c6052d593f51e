package io.hairspring.runtime.bridge;

import io.hairspring.collector.view.StateSetView;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;

/** A state set of client_java. */
record BridgedStates(StateSetDataPointSnapshot point) implements StateSetView {
  @Override
  public int states() {
    return point.size();
  }

  @Override
  public String state(int i) {
    return point.getName(i);
  }

  @Override
  public boolean isOn(int i) {
    return point.isTrue(i);
  }
}
