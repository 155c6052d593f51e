package io.hairspring.collector.pull.gather;

import io.hairspring.collector.snapshot.StateSetView;

/** A state set as a source told it. Immutable. */
final class CopiedStates implements StateSetView {
  private final String[] names;
  private final boolean[] on;

  private CopiedStates(StateSetView view) {
    names = new String[view.states()];
    on = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = view.state(i);
      on[i] = view.isOn(i);
    }
  }

  static CopiedStates of(StateSetView view) {
    return new CopiedStates(view);
  }

  @Override
  public int states() {
    return names.length;
  }

  @Override
  public String state(int i) {
    return names[i];
  }

  @Override
  public boolean isOn(int i) {
    return on[i];
  }
}
