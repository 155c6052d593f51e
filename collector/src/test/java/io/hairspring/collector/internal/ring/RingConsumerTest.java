package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.WaitMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two lanes, drained by the test itself; each event takes 10 ns, and the last one ends that. */
class RingConsumerTest {
  private static final int LARGEST_BATCH = 256; // of a lane
  private static final long EVENT_NANOS = 10;

  private final AtomicLong nowNanos = new AtomicLong(1);
  private final List<Long> batches = new ArrayList<>();
  private final Gate gate = new Gate(3);
  private final ConsumerProgress progress = new ConsumerProgress(nowNanos::get);
  private final ConsumerWait waits = new ConsumerWait(WaitMode.BUSY_SPIN);
  private final RingCounts counts =
      new Uncounted() {
        @Override
        public void batch(long events) {
          batches.add(events);
        }
      };
  private final List<Lane<long[]>> lanes = IntStream.of(1, 2).mapToObj(this::lane).toList();
  private final RingConsumer drain =
      new RingConsumer(lanes, gate, counts, progress, waits, new CountsOwed());
  private int left;

  @Test
  void aBatchTakesFromEveryLaneAndIsCountedOnce() {
    offer(3, 2);
    drain.run();
    assertThat(batches).containsExactly(5L);
    assertThat(progress.largestDepth()).isEqualTo(5);
  }

  @Test
  void aBatchTakesSoManyOfALaneAndTheRestIsOfTheNext() {
    offer(LARGEST_BATCH + 44, LARGEST_BATCH);
    drain.run();
    assertThat(batches).containsExactly(2L * LARGEST_BATCH, 44L);
  }

  @Test
  void afterABatchNobodyIsBusyOrInside() {
    offer(3, 2);
    drain.run();
    nowNanos.addAndGet(1_000);
    assertThat(progress.busyNanos()).isZero();
    assertThat(progress.nanosPerEvent()).isEqualTo(EVENT_NANOS);
    assertThat(gate.isEmpty()).isTrue();
  }

  private void offer(int toFirst, int toSecond) {
    left = toFirst + toSecond;
    IntStream.range(0, toFirst).forEach(i -> lanes.get(0).offer(new long[1], false));
    IntStream.range(0, toSecond).forEach(i -> lanes.get(1).offer(new long[1], false));
  }

  private void apply() {
    nowNanos.addAndGet(EVENT_NANOS);
    if (--left == 0) {
      drain.end(Thread.currentThread());
    }
  }

  private Lane<long[]> lane(int door) {
    return new Lane<>(
        door,
        1024,
        () -> new long[1],
        (from, to) -> {},
        new Applier<>(event -> apply(), slot -> {}, new Failures(Clock.systemUTC())),
        waits);
  }
}
