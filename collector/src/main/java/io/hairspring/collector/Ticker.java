package io.hairspring.collector;

/** A source of monotonic time. */
@FunctionalInterface
public interface Ticker {
  /** Returns nanoseconds since some fixed moment; never goes backwards. Any thread. */
  long nanoTime();

  /** Returns the ticker of the JVM: {@link System#nanoTime()}. */
  static Ticker system() {
    return System::nanoTime;
  }
}
