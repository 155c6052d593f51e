package io.hairspring.gateway.proxy;

/**
 * How many connections to one upstream there are, as good as several looks can tell. Any thread.
 */
public interface ConnectionCounts {
  /** Returns how many are in use. */
  int active();

  /** Returns how many are kept for later requests. */
  int idle();

  /** Returns how many are being opened. */
  int opening();

  /** Returns how many requests wait for one, but for those whose own is being opened. */
  int waiting();

  /** Returns how many there may be. */
  int max();
}
