package io.hairspring.collector.view;

/**
 * Which of its states one series is in. The same object shows one series after the other: read it
 * before the visitor's method returns.
 */
public interface StateSetView {
  /** Returns how many states there are, at least 1. */
  int states();

  /** Returns a state's name, unescaped, for {@code 0 <= i < states()}. */
  String state(int i);

  /** Returns whether the series is in that state. */
  boolean isOn(int i);
}
