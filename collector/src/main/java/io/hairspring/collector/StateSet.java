package io.hairspring.collector;

/**
 * Which of a few known states something is in: usually one at a time, possibly several or none. Any
 * thread may write it.
 *
 * <p>Writing allocates nothing and takes one atomic store or update. A state that the set does not
 * have changes nothing and is counted as refused.
 *
 * @param <S> what a state is told by: the constants of an enum, or names
 */
public interface StateSet<S> {
  /** Turns this state on and every other one off, at once. */
  void become(S state);

  /** Turns one state on or off and leaves the others as they are. */
  void set(S state, boolean on);

  /** Returns whether a state is on; false for one that the set does not have. */
  boolean isOn(S state);
}
