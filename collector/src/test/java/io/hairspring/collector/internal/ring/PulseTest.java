package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicLong nowNanos = new AtomicLong();
  private final Pulse pulse = new Pulse(nowNanos::get);

  @Test
  void theLargestDepthIsThatOfThisMinuteAndTheLast() {
    batch(7);
    batch(3);
    assertThat(pulse.largestDepth()).isEqualTo(7);
    passSeconds(60);
    batch(4);
    batch(5);
    assertThat(pulse.largestDepth()).isEqualTo(7);
    passSeconds(60);
    batch(1);
    assertThat(pulse.largestDepth()).isEqualTo(5);
  }

  @Test
  void theLargestDepthIsForgottenAlsoIfNoBatchComes() {
    batch(7);
    passSeconds(119);
    assertThat(pulse.largestDepth()).isEqualTo(7);
    passSeconds(1);
    assertThat(pulse.largestDepth()).isZero();
  }

  @Test
  void aBatchIsBusyAlsoIfItBeginsAtTheTimeNought() {
    pulse.begin(2);
    passSeconds(4);
    assertThat(pulse.busyNanos()).isPositive();
  }

  @Test
  void aBatchIsBusyUntilItEnds() {
    passSeconds(1);
    long begun = pulse.begin(2);
    passSeconds(4);
    assertThat(pulse.busyNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(4));
    pulse.end(begun, 2);
    assertThat(pulse.busyNanos()).isZero();
    assertThat(pulse.nanosPerEvent()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  private void batch(long depth) {
    pulse.end(pulse.begin(depth), 1);
  }

  private void passSeconds(long seconds) {
    nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
