package io.hairspring.collector.internal.ring;

/**
 * Is told what becomes of events, of each once, in the collector's own counters. Any thread; never
 * blocks.
 */
public interface RingCounts {
  /** The consumer applied events. */
  void applied(long events);

  /** The consumer took so many events at once, failed ones among them. */
  void batch(long events);

  /** A caller applied its own event, because the ring was full. */
  void inlined();

  /** A caller applied its own event while a reader was there, which may have seen part of it. */
  void torn();

  /** An event found no room and was dropped. */
  void droppedFull();

  /** An event found no room within the time its caller would wait, and was dropped. */
  void droppedAfterWaiting();

  /** An event came after the ring was closed, and was dropped. */
  void droppedClosed();

  /** Events could not be handed over, or applying them threw. */
  void failed(long events);
}
