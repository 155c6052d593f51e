package io.hairspring.collector.internal.ring;

/** Counts nothing, for tests that look elsewhere. */
class Uncounted implements RingCounts {
  @Override
  public void applied(long events) {}

  @Override
  public void batch(long events) {}

  @Override
  public void inlined() {}

  @Override
  public void torn() {}

  @Override
  public void droppedFull() {}

  @Override
  public void droppedAfterWaiting() {}

  @Override
  public void droppedClosed() {}

  @Override
  public void failed(long events) {}
}
