package io.hairspring.collector;

/** Describes a counter. */
public interface CounterBuilder extends InstrumentBuilder<Counter, CounterBuilder> {
  /**
   * Shows fractions of what is counted, such as seconds of counted nanoseconds, or currency units
   * of counted millionths: the count is exact, and divided when somebody reads.
   *
   * @param countsPerUnit how many counts one of what is shown is; 1 unless told otherwise
   * @throws IllegalArgumentException if it is below 1
   */
  CounterBuilder countsPerUnit(long countsPerUnit);
}
