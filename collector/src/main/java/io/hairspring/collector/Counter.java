package io.hairspring.collector;

/**
 * A count of things that happened. Any thread may write it; no count is lost.
 *
 * <p>Writing is wait-free, allocates nothing, and is a few plain loads and one ordered store for a
 * thread with a stripe of its own.
 */
public sealed interface Counter permits StripedCounter, Disabled.DisabledCounter {
  /** Adds one. */
  void inc();

  /** Adds {@code n}; a negative {@code n} is not added but counted as refused. */
  void add(long n);

  /**
   * Returns everything added so far, whatever was reset meanwhile. A recent value: for one reader
   * it never goes backwards. Wait-free; costs a load per stripe.
   */
  long total();
}
