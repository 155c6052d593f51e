package io.hairspring.collector.event.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.event.OverflowPolicy;
import io.hairspring.collector.event.WaitMode;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing a ring while a producer is stuck in the copy of its event. */
class RingCloseTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
  private final AtomicLong applied = new AtomicLong();
  private final CountDownLatch copying = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Thread consumer; // set while the ring is made
  private final Ring<long[]> ring =
      new Ring<>(
          new RingSettings(
              1024, OverflowPolicy.drop(), WaitMode.PARK, this::consumer, Clock.systemUTC()),
          () -> new long[1],
          (from, to) -> copy(),
          event -> {},
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
    assertThat(ring.gate().close(LONG_NANOS)).isTrue();
    ring.gate().open();
    released.countDown();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    assertThat(applied).hasValue(1);
    assertThat(ring.depth()).isZero();
    producer.join();
  }

  private Thread consumer(Runnable task) {
    consumer = new Thread(task);
    return consumer;
  }

  private void copy() {
    copying.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Counts what was applied. */
  private final class Counted extends Uncounted {
    @Override
    public void applied(long events) {
      applied.addAndGet(events);
    }
  }
}
