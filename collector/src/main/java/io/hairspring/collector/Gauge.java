package io.hairspring.collector;

/**
 * A value that goes up and down. Any thread may write it; no addition is lost.
 *
 * <p>Adding is wait-free and allocates nothing, like a counter; whole numbers cost least. Setting
 * adds up the stripes first if anything was ever added, and an addition that runs at the same time
 * takes effect before or after it. A value that is set is shown as it was set, and what is added
 * since is added exactly, whatever was added before: the value is rounded once, when it is read.
 * Setting allocates where fractions were ever added, or where no double holds the difference of the
 * value and the additions; so does {@link #value} then.
 */
public interface Gauge {
  /** Sets the value, which may be NaN or infinite. */
  void set(double value);

  /** Adds {@code delta}, which may be negative; NaN and infinities are counted as refused. */
  void add(double delta);

  /** Adds one. */
  default void inc() {
    add(1);
  }

  /** Takes one away. */
  default void dec() {
    add(-1);
  }

  /** Returns a recent value. Wait-free; costs a load per stripe. */
  double value();
}
