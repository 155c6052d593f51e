package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.view.StateSetView;
import java.util.Arrays;
import java.util.HashSet;

/** A state set as a source told it. Immutable. */
final class CopiedStates implements StateSetView {
  private final String[] names;
  private final boolean[] on;
  private boolean malformed;

  private CopiedStates(StateSetView view) {
    names = new String[view.states()];
    on = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      String name = view.state(i);
      malformed |= name != null && !Utf8Text.is(name);
      names[i] = Utf8Text.text(name);
      on[i] = view.isOn(i);
    }
  }

  static CopiedStates of(StateSetView view) {
    return new CopiedStates(view);
  }

  /** Returns whether a state had half of a surrogate pair. */
  boolean isMalformed() {
    return malformed;
  }

  /** Returns whether there is a state, each of them once and of no more than so many chars. */
  boolean isSound(int maxChars) {
    return names.length > 0
        && new HashSet<>(Arrays.asList(names)).size() == names.length
        && Arrays.stream(names).allMatch(name -> name.length() <= maxChars);
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
