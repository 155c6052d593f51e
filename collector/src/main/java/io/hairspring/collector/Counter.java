package io.hairspring.collector;

import org.jspecify.annotations.Nullable;

/**
 * A count of things that happened, or an amount that only grows. Any thread may write it; nothing
 * is lost: fractions add up exactly, and are rounded once when they are shown. Whole numbers that
 * would be more than 2^63-1 are shown as that, and counted in {@code
 * hairspring_counters_saturated_total}; what is added after a reset is shown exactly all the same.
 *
 * <p>Writing is wait-free, allocates nothing, and is a few plain loads and one ordered store for a
 * thread with a stripe of its own; a fraction takes three or more stores, and the first of a
 * counter takes cells for them.
 */
public interface Counter {
  /** Adds one. */
  void inc();

  /** Adds {@code n}; a negative {@code n} is not added but counted as refused. */
  void add(long n);

  /**
   * Adds {@code n}, which need not be whole; a negative {@code n}, a NaN or an infinity is not
   * added but counted as refused. A counter that was given a fraction is shown with it.
   */
  void add(double n);

  /** Adds one, and offers an exemplar of it, as {@link #add(long, Exemplar)}. */
  void inc(@Nullable Exemplar exemplar);

  /**
   * Adds {@code n}, and offers an exemplar of it. At most one a second is kept; formats that know
   * exemplars show the last. Costs a look at the clock more than {@link #add(long)}, and allocates
   * when the exemplar is kept. Counters of fractions show none.
   *
   * @param exemplar null for none
   */
  void add(long n, @Nullable Exemplar exemplar);

  /** Adds {@code n} as {@link #add(double)} does, and offers an exemplar of it as above. */
  void add(double n, @Nullable Exemplar exemplar);

  /**
   * Returns everything added so far, whatever was reset meanwhile, at most 2^63-1, rounded down. A
   * recent value: for one reader it never goes backwards. Wait-free; costs a load per stripe.
   */
  long total();

  /**
   * Returns everything added so far, whatever was reset meanwhile, with its fractions, rounded
   * once. Allocates a little; otherwise as {@link #total}.
   */
  double fractionalTotal();
}
