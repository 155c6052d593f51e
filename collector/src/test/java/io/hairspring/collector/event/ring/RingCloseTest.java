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

/** Closing a ring while a producer is stuck, in the copy of its event or before that. */
class RingCloseTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch copying = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Thread consumer; // set while the ring is made
  private final Ring<long[]> ring =
      new Ring<>(
          new RingSettings(
              1024, OverflowPolicy.drop(), WaitMode.PARK, this::consumer, Clock.systemUTC()),
          () -> new long[1],
          (from, to) -> copy(),
          event -> handled.incrementAndGet(),
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
  }

  @Test
  @Timeout(120)
  void aProducerThatFoundTheRingOpenAndGoesOnWhenItIsClosedIsCounted() throws Exception {
    released.countDown();
    StoppedProducer producer = new StoppedProducer(() -> ring.publish(new long[1]));
    producer.start();
    producer.stopped.await();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    producer.goOn.countDown();
    producer.join();
    assertThat(dropped).hasValue(1);
    assertThat(copying.getCount()).isOne();
    assertThat(handled).hasValue(0);
  }

  /** Stops where a producer looks which lane is its own: after it found the ring open. */
  private static final class StoppedProducer extends Thread {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    StoppedProducer(Runnable publishing) {
      super(publishing);
    }

    @Override
    @SuppressWarnings("deprecation") // threadId() cannot be overridden
    public long getId() {
      if (Thread.currentThread() == this) {
        stopped.countDown();
        await(goOn);
      }
      return super.getId();
    }
  }

  private Thread consumer(Runnable task) {
    consumer = new Thread(task);
    return consumer;
  }

  private void copy() {
    copying.countDown();
    await(released);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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
