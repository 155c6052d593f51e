package io.hairspring.collector.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.TestThreads;
import io.hairspring.collector.internal.clock.ClockObserver;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.ring.Gate;
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

/** Walks that fail, and what they leave behind: no lock and no closed gate; and those that wait. */
class WalksTest {
  private static final ClockObserver UNCOUNTED =
      new ClockObserver() {
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
  void aWalkThatFailsBeforeItBeginsLetsTheNextOneWalk() throws InterruptedException {
    List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("away")));
    Walks walks =
        walks(
            () -> {
              if (!failures.isEmpty()) {
                throw failures.remove(0);
              }
              return List.of(gate);
            });
    assertThatThrownBy(() -> walks.walk(now -> 1)).hasMessage("away");
    assertWalksElsewhere(walks);
  }

  @Test
  void aWalkThatFailsOpensItsGates() throws InterruptedException {
    Walks walks = walks(() -> Arrays.asList(gate, null));
    assertThatThrownBy(() -> walks.walk(now -> 1)).isInstanceOf(NullPointerException.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    Walks others = walks(() -> List.of(gate));
    assertThatThrownBy(
            () ->
                others.walk(
                    now -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    assertWalksElsewhere(others);
    assertThat(unaligned).hasValue(0);
  }

  @Test
  @Timeout(60)
  void whoeverElseTakesTheLockDoesNotWaitForAWalkThatWaitsForItsTurn() throws Exception {
    AtomicLong nowNanos = new AtomicLong();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Walks walks =
        walks(
            nowNanos::get,
            nanos -> {
              waiting.countDown();
              TestThreads.await(goOn);
              nowNanos.addAndGet(nanos);
            });
    walks.walk(now -> now);
    List<Thread> reader = TestThreads.start(1, () -> walks.walk(now -> now));
    waiting.await();
    assertThat(walks.reading(0, () -> {})).isTrue();
    assertThat(walks.<Boolean>between(now -> reader.get(0).isAlive())).isTrue();
    goOn.countDown();
    TestThreads.join(reader);
    assertThat(nowNanos.get()).isEqualTo(1_000_000_000);
  }

  private static void assertWalksElsewhere(Walks walks) throws InterruptedException {
    AtomicInteger walked = new AtomicInteger();
    List<Thread> reader = TestThreads.start(1, () -> walked.set(walks.walk(now -> 1)));
    reader.get(0).join(20_000);
    assertThat(walked).hasValue(1);
  }

  private Walks walks(Supplier<List<Gate>> gates) {
    return new Walks(
        new WalkPace(0, () -> {}),
        Clock.systemUTC(),
        new WindowClock(System::nanoTime, UNCOUNTED),
        () -> {},
        gates,
        unaligned::incrementAndGet);
  }

  /** Returns turns of one walk a second. */
  private static Walks walks(LongSupplier nanoTime, LongConsumer park) {
    return new Walks(
        new WalkPace(1, () -> {}, nanoTime, park),
        Clock.systemUTC(),
        new WindowClock(nanoTime, UNCOUNTED),
        () -> {},
        List::of,
        () -> {});
  }
}
