package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Utf8Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The states of a state set, in the order given. Immutable.
 *
 * @param <S> what a state is told by
 */
final class States<S> {
  private static final int MOST = Long.SIZE; // one bit each
  private static final int MAX_LENGTH = 200;

  private final List<S> states;
  private final String[] names;

  /**
   * Names each state as it calls itself.
   *
   * @throws IllegalArgumentException if there are none or too many, or if a name is empty, too long
   *     or there twice
   */
  States(String metric, List<S> states) {
    this.states =
        new ArrayList<>(states); // of its own class, so that looking one up is a plain loop
    names = states.stream().map(state -> Utf8Text.text(state.toString())).toArray(String[]::new);
    if (names.length < 1 || names.length > MOST) {
      throw new IllegalArgumentException(
          "states of " + metric + " must be 1 to " + MOST + ", were " + names.length);
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || name.length() > MAX_LENGTH || !seen.add(name)) {
        throw new IllegalArgumentException(
            "state \""
                + name
                + "\" of "
                + metric
                + " is not allowed; expected each name once, of 1 to "
                + MAX_LENGTH
                + " characters");
      }
    }
  }

  /** Returns what the states are told by. */
  List<S> all() {
    return states;
  }

  int count() {
    return names.length;
  }

  String name(int i) {
    return names[i];
  }

  /** Returns the bit of a state, or 0 if there is no such state. Allocates nothing. */
  long bit(S state) {
    for (int i = 0; i < names.length; i++) {
      if (states.get(i).equals(state)) {
        return 1L << i;
      }
    }
    return 0;
  }
}
