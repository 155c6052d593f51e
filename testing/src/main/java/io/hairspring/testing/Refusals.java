package io.hairspring.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What set-up throws, with the whole of its message. */
public final class Refusals {
  private Refusals() {}

  /** Asserts that a value is refused: what it is, what was expected, and what it was. */
  public static void refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  /** Asserts that a null is refused by the name of what is missing. */
  public static void missing(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(message);
  }
}
