package io.hairspring.collector;

import io.hairspring.collector.view.StateSetView;

/** Started, and not draining. */
class TestStates implements StateSetView {
  @Override
  public int states() {
    return 2;
  }

  @Override
  public String state(int i) {
    return i == 0 ? "started" : "draining";
  }

  @Override
  public boolean isOn(int i) {
    return i == 0;
  }
}
