package io.hairspring.collector.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.hairspring.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WindowClockTest implements WindowClock.Observer {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> told = new ArrayList<>();
  private long nowNanos = -7 * SECOND;
  private final WindowClock clock = new WindowClock(() -> nowNanos, this);

  @Test
  void aTickAsksForThePauseUpToTheNextStep() {
    clock.window(60 * SECOND, 6);
    nowNanos += 3 * SECOND;
    assertThat(clock.tick()).isEqualTo(7 * SECOND);
    clock.window(10 * SECOND, 5);
    assertThat(clock.tick()).isEqualTo(SECOND);
  }

  @Test
  void aTickAsksForThePauseUpToTheNextChore() {
    clock.every(5 * SECOND, now -> {});
    nowNanos += 2 * SECOND;
    assertThat(clock.tick()).isEqualTo(3 * SECOND);
  }

  @Test
  void aPauseIsNeitherEndlessNorNone() {
    assertThat(clock.tick()).isEqualTo(60 * SECOND);
    clock.every(SECOND, now -> {});
    nowNanos += SECOND - 1;
    assertThat(clock.tick()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
  }

  @Test
  void aChoreIsDueAtItsTimeAndIsNotMadeUpFor() {
    List<Long> done = new ArrayList<>();
    clock.every(5 * SECOND, done::add);
    for (long seconds : new long[] {4, 1, 24, 4, 1}) {
      nowNanos += seconds * SECOND;
      clock.tick();
    }
    assertThat(done).containsExactly(5 * SECOND, 29 * SECOND, 34 * SECOND);
  }

  @Test
  void aTickThatThrowsIsToldAndASecondLaterTheNextDoesWhatWasLeftOver() {
    clock.every(
        5 * SECOND,
        now -> {
          throw new IllegalStateException("away");
        });
    clock.every(5 * SECOND, now -> told.add("done"));
    nowNanos += 5 * SECOND;
    assertThat(clock.tick()).isEqualTo(SECOND);
    nowNanos += SECOND;
    assertThat(clock.tick()).isEqualTo(4 * SECOND);
    assertThat(told).containsExactly("failed", "done");
  }

  @Test
  void windowsOfOneLengthAndAsManyStepsAreOne() {
    SlidingWindow window = clock.window(60 * SECOND, 6);
    assertThat(clock.window(60 * SECOND, 6)).isSameAs(window);
    assertThat(clock.window(60 * SECOND, 12)).isNotSameAs(window);
    assertThat(clock.window(30 * SECOND, 6)).isNotSameAs(window);
  }

  @Test
  void aClosedClockDoesNotMoveAndIsNotStarted() {
    assertThat(clock.isMoving()).isTrue();
    clock.close();
    clock.start();
    assertThat(clock.isMoving()).isFalse();
  }

  @Test
  void theThreadOfAClockThatNobodyHoldsEnds() {
    Thread thread = ClockThread.start(tickingOften());
    Until.isTrue(
        "ended",
        () -> {
          System.gc();
          return !thread.isAlive();
        });
  }

  private WindowClock tickingOften() {
    WindowClock dropped = new WindowClock(System::nanoTime, this);
    dropped.every(TimeUnit.MILLISECONDS.toNanos(5), now -> {});
    return dropped;
  }

  @Test
  void whereTimeGoesBackNothingIsShorterThanNone() {
    nowNanos += 3 * SECOND;
    SlidingWindow window = clock.window(60 * SECOND, 6);
    clock.tick();
    nowNanos -= SECOND;
    clock.beginCollection();
    assertThat(window.collectionSeconds()).isZero();
    assertThat(window.secondsSince(window.startNanos())).isZero();
    assertThat(clock.sinceTickNanos()).isZero();
  }

  @Test
  void aClockStandsStillThreeStepsOfItsShortestWindowAfterItsStart() {
    CountDownLatch stuck = new CountDownLatch(1);
    clock.window(10 * SECOND, 5);
    clock.window(60 * SECOND, 6);
    clock.beforeSteps(now -> assertThatCode(stuck::await).doesNotThrowAnyException());
    nowNanos += 60 * SECOND; // so that the first tick comes to where it is stuck
    clock.start();
    try {
      nowNanos += 6 * SECOND;
      assertThat(clock.isMoving()).isTrue();
      nowNanos++;
      assertThat(clock.isMoving()).isFalse();
    } finally {
      stuck.countDown();
      clock.close();
    }
  }

  @Test
  void theThreadInheritsNothingFromWhoStartsIt() {
    InheritableThreadLocal<String> mine = new InheritableThreadLocal<>();
    mine.set("mine");
    AtomicReference<Optional<String>> found = new AtomicReference<>();
    clock.every(0, now -> found.set(Optional.ofNullable(mine.get())));
    clock.start();
    Until.isTrue("looked", () -> found.get() != null);
    clock.close();
    assertThat(found.get()).isEmpty();
  }

  @Override
  public void moved() {
    told.add("moved");
  }

  @Override
  public void missed(long steps) {
    told.add("missed " + steps);
  }

  @Override
  public void failed() {
    told.add("failed");
  }
}
