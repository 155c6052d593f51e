package io.hairspring.collector;

/**
 * How the consumer of a ring waits for events: what it costs when idle, and what a producer pays.
 */
public enum WaitMode {
  /**
   * Looks again every 4 ms: under 1 % of a core when idle, an event is applied within a few
   * milliseconds, and a producer pays nothing. The default.
   */
  PARK,
  /**
   * Sleeps until woken: nothing when idle; the producer that finds it asleep pays for waking it.
   */
  BLOCK,
  /**
   * Looks again and again, offering its core: a core when idle. A producer pays nothing where a
   * core is free for the consumer; where none is, it waits its turn now and then.
   */
  YIELD,
  /** As YIELD, without offering: a core, always; only for a core of its own. */
  BUSY_SPIN
}
