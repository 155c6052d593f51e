package io.hairspring.gateway.soak;

import java.util.concurrent.TimeUnit;

/**
 * How long a soak goes on, and how fast.
 *
 * @param requests after how many it ends; ignored if minutes are given
 * @param minutes how long it goes on; 0 for as long as the requests last
 * @param ratePerSecond how many requests all clients together make a second at most; 0 for as many
 *     as they can
 * @param seed of what clients do; what upstreams do is random
 */
record SoakPlan(long requests, long minutes, long ratePerSecond, long seed) {
  private static final long FEW = 1_500;
  private static final long SEED = 17;
  private static final long WARM_UP = 1_000;

  /** Reads {@code hairspring.soak}, {@code .minutes}, {@code .rate} and {@code .seed}. */
  static SoakPlan ofProperties() {
    return new SoakPlan(
        Long.getLong("hairspring.soak", FEW),
        Long.getLong("hairspring.soak.minutes", 0),
        Long.getLong("hairspring.soak.rate", 0),
        Long.getLong("hairspring.soak.seed", SEED));
  }

  /** Returns what comes before it, so that all that is made once is made. */
  SoakPlan warmUp() {
    long most = minutes > 0 ? WARM_UP : Math.min(WARM_UP, requests / 4);
    return new SoakPlan(most, 0, ratePerSecond, ~seed);
  }

  /** Returns whether another request is to be made, after so many in so much time. */
  boolean goesOn(long made, long elapsedNanos) {
    return minutes > 0 ? elapsedNanos < TimeUnit.MINUTES.toNanos(minutes) : made < requests;
  }
}
