package io.hairspring.collector.event.ring;

/** Is told what becomes of events, in the collector's own counters. Any thread; never blocks. */
public interface RingCounts {
  /** The consumer applied events, failed ones among them. */
  void applied(long events);

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

  /** Copying or applying an event threw. */
  void failed();
}
