package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventSettings;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.testing.TestThreads;
import io.hairspring.testing.Until;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing a ring while a producer is stuck, in the copy of its event or before that. */
class RingCloseTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Clock UTC = Clock.systemUTC();
  private static final long[] EMPTY = {};
  private final AtomicLong applied = new AtomicLong();
  private static final EventSettings SETTINGS =
      EventSettings.defaults().withOverflow(OverflowPolicy.drop());
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch copying = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Runnable whileApplying = () -> {};
  private Thread consumer; // set while the ring is made
  private final Ring<long[]> ring =
      new Ring<>(
          SETTINGS.withCapacity(1024).withThreads(this::consumer),
          UTC,
          () -> new long[1],
          (from, to) -> copy(),
          event -> apply(),
          slot -> {},
          new Counted());

  @Test
  @Timeout(120)
  void aProducerThatHangsHoldsUpNeitherTheCloserNorReadersAndItsEventIsNotLost() throws Exception {
    Thread producer = new Thread(() -> ring.publish(new long[1]));
    producer.start();
    copying.await();
    assertThat(ring.close(1)).isFalse();
    consumer.join();
    assertThat(ring.close(1)).isFalse();
    assertThat(ring.depth()).isEqualTo(1);
    assertThat(ring.gate().close(LONG_NANOS)).isTrue();
    ring.gate().open();
    released.countDown();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    assertThat(applied).hasValue(1);
    assertThat(handled).hasValue(1);
    assertThat(ring.depth()).isZero();
    producer.join();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    assertThat(handled).hasValue(1);
  }

  @Test
  @Timeout(120)
  void aReaderWaitsForWhatTheCloserApplies() throws Exception {
    AtomicLong seen = new AtomicLong(-1);
    Thread reader = new Thread(() -> seen.set(read()));
    Thread producer = new Thread(() -> ring.publish(new long[1]));
    producer.start();
    copying.await();
    ring.close(1);
    consumer.join();
    whileApplying =
        () -> {
          reader.start();
          Until.isTrue("waiting, or through", () -> isWaiting(reader) || !reader.isAlive());
        };
    released.countDown();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    reader.join();
    assertThat(seen).hasValue(1);
  }

  @Test
  @Timeout(120)
  void aReaderNeverFindsTheSlotsThatTheCloserFillsUp() throws Exception {
    Ring<long[]> large =
        new Ring<>(
            SETTINGS.withCapacity(1 << 18).withThreads(task -> endedAtOnce()),
            UTC,
            () -> EMPTY,
            (from, to) -> {},
            event -> {},
            slot -> {},
            new Uncounted());
    Thread closer = new Thread(() -> large.close(LONG_NANOS));
    large.gate().close(LONG_NANOS);
    closer.start();
    while (!isWaiting(closer) && closer.isAlive()) {
      assertThat(large.depth()).isZero();
    }
    large.gate().open();
    closer.join();
    assertThat(large.close(LONG_NANOS)).isTrue();
  }

  private Thread endedAtOnce() {
    return new Thread(() -> {});
  }

  private long read() {
    ring.gate().close(LONG_NANOS);
    try {
      return handled.get();
    } finally {
      ring.gate().open();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  @Timeout(120)
  void aProducerThatFoundTheRingOpenAndGoesOnWhenItIsClosedIsCounted() throws Exception {
    released.countDown();
    StoppedProducer producer = new StoppedProducer(() -> ring.publish(new long[1]));
    producer.startAndStop();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    producer.goOn();
    assertThat(dropped).hasValue(1);
    assertThat(copying.getCount()).isOne();
    assertThat(handled).hasValue(0);
  }

  private Thread consumer(Runnable task) {
    consumer = new Thread(task);
    return consumer;
  }

  private void copy() {
    copying.countDown();
    TestThreads.await(released);
  }

  private void apply() {
    whileApplying.run();
    handled.incrementAndGet();
  }

  /** Counts what was applied and what was dropped. */
  private final class Counted extends Uncounted {
    @Override
    public void applied(long events) {
      applied.addAndGet(events);
    }

    @Override
    public void droppedFull() {
      dropped.incrementAndGet();
    }
  }
}
