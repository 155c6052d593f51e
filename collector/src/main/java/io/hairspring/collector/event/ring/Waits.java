package io.hairspring.collector.event.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.LiteBlockingWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.hairspring.collector.event.WaitMode;
import java.util.concurrent.TimeUnit;

/** The Disruptor's strategy for each mode of waiting. */
final class Waits {
  private static final int LOOKS_BEFORE_PARKING = 10;
  private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Waits() {}

  static WaitStrategy of(WaitMode mode) {
    return switch (mode) {
      case PARK -> new SleepingWaitStrategy(LOOKS_BEFORE_PARKING, PARK_NANOS);
      case BLOCK -> new LiteBlockingWaitStrategy();
      case YIELD -> new YieldingWaitStrategy();
      case BUSY_SPIN -> new BusySpinWaitStrategy();
    };
  }
}
