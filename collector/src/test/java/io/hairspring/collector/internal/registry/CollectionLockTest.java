package io.hairspring.collector.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.testing.TestThreads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Collections that fail, and what they leave behind: no lock and no closed gate; and those that
 * wait.
 */
class CollectionLockTest {
  private static final WindowClock.Observer UNCOUNTED =
      new WindowClock.Observer() {
        @Override
        public void moved() {}

        @Override
        public void missed(long steps) {}

        @Override
        public void failed() {}
      };

  private final Gate gate = new Gate(1);
  private final AtomicInteger unaligned = new AtomicInteger();

  @Test
  void aCollectionThatFailsBeforeItBeginsLetsTheNextOneCollect() throws InterruptedException {
    List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("away")));
    CollectionLock collections =
        collections(
            () -> {
              if (!failures.isEmpty()) {
                throw failures.remove(0);
              }
              return List.of(gate);
            });
    assertThatThrownBy(() -> collections.collect(now -> 1)).hasMessage("away");
    assertCollectionsElsewhere(collections);
  }

  @Test
  void aCollectionThatFailsOpensItsGates() throws InterruptedException {
    CollectionLock collections = collections(() -> Arrays.asList(gate, null));
    assertThatThrownBy(() -> collections.collect(now -> 1))
        .isInstanceOf(NullPointerException.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    CollectionLock others = collections(() -> List.of(gate));
    assertThatThrownBy(
            () ->
                others.collect(
                    now -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    assertCollectionsElsewhere(others);
    assertThat(unaligned).hasValue(0);
  }

  @Test
  @Timeout(60)
  void whoeverElseTakesTheLockDoesNotWaitForACollectionThatWaitsForItsTurn() throws Exception {
    AtomicLong nowNanos = new AtomicLong();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CollectionLock collections =
        collections(
            nowNanos::get,
            nanos -> {
              waiting.countDown();
              TestThreads.await(goOn);
              nowNanos.addAndGet(nanos);
            });
    collections.collect(now -> now);
    List<Thread> reader = TestThreads.start(1, () -> collections.collect(now -> now));
    waiting.await();
    assertThat(collections.reading(0, () -> {})).isTrue();
    assertThat(collections.<Boolean>between(now -> reader.get(0).isAlive())).isTrue();
    goOn.countDown();
    TestThreads.join(reader);
    assertThat(nowNanos.get()).isEqualTo(1_000_000_000);
  }

  private static void assertCollectionsElsewhere(CollectionLock collections)
      throws InterruptedException {
    AtomicInteger collected = new AtomicInteger();
    List<Thread> reader = TestThreads.start(1, () -> collected.set(collections.collect(now -> 1)));
    reader.get(0).join(20_000);
    assertThat(collected).hasValue(1);
  }

  private CollectionLock collections(Supplier<List<Gate>> gates) {
    return new CollectionLock(
        new CollectionRateLimiter(0, () -> {}),
        Clock.systemUTC(),
        new WindowClock(System::nanoTime, UNCOUNTED),
        () -> {},
        gates,
        unaligned::incrementAndGet);
  }

  /** Returns turns of one collection a second. */
  private static CollectionLock collections(LongSupplier nanoTime, LongConsumer park) {
    return new CollectionLock(
        new CollectionRateLimiter(1, () -> {}, nanoTime, park),
        Clock.systemUTC(),
        new WindowClock(nanoTime, UNCOUNTED),
        () -> {},
        List::of,
        () -> {});
  }
}
