package io.hairspring.testing;

/**
 * How much a long test does: less by default, so that everybody runs all tests often, and all of it
 * with {@code -Dhairspring.full=true}.
 */
public final class Scale {
  private static final boolean FULL = Boolean.getBoolean("hairspring.full");

  private Scale() {}

  /** Returns {@code full} if all is to be done, else {@code brief}. */
  public static int of(int full, int brief) {
    return FULL ? full : brief;
  }
}
