package io.hairspring.gateway.proxy;

import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;

/**
 * Rings when nothing was heard for a while. A sound only notes the time: moving the alarm for every
 * piece of a body would cost more than letting it ring early and wait for the rest. One thread.
 */
final class SilenceTimer {
  private final XnioExecutor thread;
  private final long limitNanos;
  private final Runnable tooLong;
  private XnioExecutor.Key alarm; // null while stopped
  private long heardNanos;

  SilenceTimer(XnioExecutor thread, long limitMillis, Runnable tooLong) {
    this.thread = thread;
    limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    this.tooLong = tooLong;
  }

  /** Begins to listen; returns the time. */
  long start() {
    heardNanos = System.nanoTime();
    set(limitNanos);
    return heardNanos;
  }

  /** Notes that something was heard; returns the time. */
  long heard() {
    heardNanos = System.nanoTime();
    return heardNanos;
  }

  /** Notes that so many bytes were heard, if any; returns how many. */
  int heard(int bytes) {
    if (bytes > 0) {
      heard();
    }
    return bytes;
  }

  void stop() {
    if (alarm != null) {
      alarm.remove();
      alarm = null;
    }
  }

  private void set(long nanos) {
    alarm = thread.executeAfter(this::ring, nanos, TimeUnit.NANOSECONDS);
  }

  private void ring() {
    if (alarm == null) {
      return;
    }
    long leftNanos = limitNanos - (System.nanoTime() - heardNanos);
    if (leftNanos > 0) {
      set(leftNanos);
      return;
    }
    heardNanos = System.nanoTime();
    set(limitNanos);
    tooLong.run();
  }
}
