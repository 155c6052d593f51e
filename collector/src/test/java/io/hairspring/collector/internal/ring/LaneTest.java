package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.WaitMode;
import io.hairspring.testing.Until;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lane of sixteen slots whose events are numbers; copying a negative one fails. */
class LaneTest {
  private final List<Long> applied = new ArrayList<>();
  private final ConsumerWait waits = new ConsumerWait(WaitMode.BLOCK);
  private final Lane<long[]> lane =
      new Lane<>(
          1,
          16,
          () -> new long[1],
          LaneTest::copy,
          new Applier<>(
              event -> applied.add(event[0]), slot -> {}, new Failures(Clock.systemUTC())),
          waits);

  @Test
  void halfOfTheSlotsAreKeptForTheTimeOfAReader() {
    assertThat(offered(false)).isEqualTo(8);
    assertThat(offered(true)).isEqualTo(8);
    assertThat(lane.depth()).isEqualTo(16);
  }

  @Test
  void aBatchEndsAtItsLimit() {
    offered(true);
    assertThat(lane.drain(5)).isEqualTo(5);
    assertThat(applied).hasSize(5);
    assertThat(lane.depth()).isEqualTo(11);
    assertThat(lane.drain(100)).isEqualTo(11);
    assertThat(lane.hasNext()).isFalse();
  }

  @Test
  void anEventWhoseCopyFailsDoesNotApplyWhatItsSlotHeldBefore() {
    for (int i = 0; i < 40; i++) {
      lane.offer(new long[] {i % 3 == 2 ? -1 : i}, false);
      lane.drain(1);
    }
    assertThat(applied).doesNotHaveDuplicates().hasSize(27);
  }

  @Test
  void anEventWhoseCopyFailsWakesTheConsumerAsAnyOther() {
    for (long event : new long[] {-1, 1}) {
      Thread consumer = new Thread(() -> waits.pause(0, lane::hasNext));
      consumer.setDaemon(true); // a failure of this test leaves it asleep
      consumer.start();
      Until.isTrue("asleep", () -> consumer.getState() == Thread.State.WAITING);
      lane.offer(new long[] {event}, false);
      Until.isTrue("woken", () -> !consumer.isAlive());
      lane.drain(1);
    }
  }

  @Test
  void aSealedLaneTakesNothingInAndAppliesWhatWasInIt() {
    offered(false);
    lane.drain(3);
    lane.seal();
    assertThat(lane.offer(new long[] {99}, true)).isFalse();
    assertThat(lane.isCommitted()).isTrue();
    assertThat(lane.depth()).isEqualTo(5);
    assertThat(lane.drainLate()).isEqualTo(5);
    assertThat(applied).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void progressEndsAStandstill() {
    StallDetector stalls = new StallDetector(List.of(lane));
    assertThat(stalls.nanos()).isZero();
    offered(false);
    stalls.nanos();
    Until.isTrue("standing still", () -> stalls.nanos() > 0);
    lane.drain(1);
    assertThat(stalls.nanos()).isZero();
  }

  private int offered(boolean readerIsThere) {
    int offered = 0;
    while (lane.offer(new long[] {offered}, readerIsThere)) {
      offered++;
    }
    return offered;
  }

  private static void copy(long[] from, long[] to) {
    if (from[0] < 0) {
      throw new IllegalStateException("negative");
    }
    to[0] = from[0];
  }
}
