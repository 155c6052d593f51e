package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventSettings;
import io.hairspring.testing.TestThreads;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing a ring while callers apply their own events, or are about to. */
class RingCloseInlineTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int CAPACITY = 16;
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong inlined = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch consuming = new CountDownLatch(1);
  private final CountDownLatch applying = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Thread consumer; // set while the ring is made
  private final Ring<long[]> ring =
      new Ring<>(
          EventSettings.defaults().withCapacity(CAPACITY).withThreads(this::consumer),
          Clock.systemUTC(),
          () -> new long[1],
          (from, to) -> {},
          event -> apply(),
          slot -> {},
          new Counted());

  @Test
  @Timeout(120)
  void aCallerThatAppliesItsEventIsWaitedFor() throws Exception {
    for (int i = 0; i < CAPACITY / 2; i++) {
      publish();
    }
    Thread caller = new Thread(this::publish);
    caller.start();
    applying.await();
    consuming.countDown();
    ring.close(1);
    consumer.join();
    assertThat(ring.close(1)).isFalse();
    released.countDown();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    assertThat(handled).hasValue(CAPACITY / 2 + 1);
    assertThat(inlined).hasValue(1);
    caller.join();
  }

  @Test
  @Timeout(120)
  void aCallerThatFoundTheRingOpenAppliesNothingOnceItIsClosed() throws Exception {
    consuming.countDown();
    StoppedProducer caller = new StoppedProducer(this::publish);
    caller.startAndStop();
    assertThat(ring.close(LONG_NANOS)).isTrue();
    released.countDown();
    caller.goOn();
    assertThat(handled).hasValue(0);
    assertThat(inlined).hasValue(0);
    assertThat(dropped).hasValue(1);
  }

  private void publish() {
    ring.publish(new long[1]);
  }

  private Thread consumer(Runnable task) {
    consumer =
        new Thread(
            () -> {
              TestThreads.await(consuming);
              task.run();
            });
    return consumer;
  }

  private void apply() {
    if (Thread.currentThread() != consumer) {
      applying.countDown();
      TestThreads.await(released);
    }
    handled.incrementAndGet();
  }

  /** Counts what callers applied and what was dropped because the ring was closed. */
  private final class Counted extends Uncounted {
    @Override
    public void inlined() {
      inlined.incrementAndGet();
    }

    @Override
    public void droppedClosed() {
      dropped.incrementAndGet();
    }
  }
}
