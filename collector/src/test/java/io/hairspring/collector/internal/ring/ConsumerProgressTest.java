package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsumerProgressTest {
  private final AtomicLong nowNanos = new AtomicLong();
  private final ConsumerProgress progress = new ConsumerProgress(nowNanos::get);

  @Test
  void theLargestDepthIsThatOfThisMinuteAndTheLast() {
    batch(7);
    batch(3);
    assertThat(progress.largestDepth()).isEqualTo(7);
    passSeconds(60);
    batch(4);
    batch(5);
    assertThat(progress.largestDepth()).isEqualTo(7);
    passSeconds(60);
    batch(1);
    assertThat(progress.largestDepth()).isEqualTo(5);
  }

  @Test
  void theLargestDepthIsForgottenAlsoIfNoBatchComes() {
    batch(7);
    passSeconds(119);
    assertThat(progress.largestDepth()).isEqualTo(7);
    passSeconds(1);
    assertThat(progress.largestDepth()).isZero();
  }

  @Test
  void aBatchIsBusyAlsoIfItBeginsAtTheTimeNought() {
    progress.begin(2);
    passSeconds(4);
    assertThat(progress.busyNanos()).isPositive();
  }

  @Test
  void aBatchIsBusyUntilItEnds() {
    passSeconds(1);
    long begun = progress.begin(2);
    passSeconds(4);
    assertThat(progress.busyNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(4));
    progress.end(begun, 2);
    assertThat(progress.busyNanos()).isZero();
    assertThat(progress.nanosPerEvent()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  private void batch(long depth) {
    progress.end(progress.begin(depth), 1);
  }

  private void passSeconds(long seconds) {
    nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
