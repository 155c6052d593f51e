package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Buckets for charts. */
class LogBucketsTest {
  private static final long LONG_NANOS =
      365L * 24 * 3_600_000_000_000L; // the most a recorder keeps

  @Property(tries = 200)
  void aLatencyIsBetweenTheBoundsOfItsBucketWhichAreNear(
      @ForAll @LongRange(min = 0, max = LONG_NANOS) long nanos) {
    int index = LogBuckets.index(nanos);
    assertThat(nanos)
        .isGreaterThanOrEqualTo(LogBuckets.lowest(index))
        .isLessThan(LogBuckets.lowest(index + 1));
    LogBuckets one = new LogBuckets();
    one.add(nanos, 1);
    assertThat(one.quantile(0.5)).isCloseTo((double) nanos, within(Math.max(1, nanos * 0.04)));
  }

  @Test
  void quantilesAreThoseOfWhatCameSince() {
    LogBuckets before = new LogBuckets();
    before.add(1_000_000, 1_000);
    LogBuckets now = new LogBuckets();
    now.add(1_000_000, 1_000);
    now.add(5_000_000, 100);
    assertThat(now.since(before).count()).isEqualTo(100);
    assertThat(now.since(before).quantile(0.5)).isCloseTo(5_000_000, within(200_000.0));
    assertThat(now.since(null).count()).isEqualTo(1_100);
    assertThat(new LogBuckets().quantile(0.5)).isNaN();
  }

  @Test
  void theLongestLatencyThereIsHasAPlace() {
    LogBuckets buckets = new LogBuckets();
    buckets.add(Long.MAX_VALUE, 1);
    buckets.add(-1, 1);
    assertThat(buckets.count()).isEqualTo(2);
    assertThat(buckets.quantile(1)).isCloseTo(0x1p63, within(0x1p63 * 0.04));
    assertThat(buckets.quarters()).hasSize(4);
  }
}
