package io.hairspring.collector.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import io.hairspring.testing.Until;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred collections a second, each ten milliseconds from the next, on a time that waiting
 * moves.
 */
class CollectionRateLimiterTest {
  private static final int RATE = 100;
  private static final long MILLI = 1_000_000;

  private final AtomicInteger delayed = new AtomicInteger();
  private long nowNanos = Long.MAX_VALUE - 5 * MILLI; // soon over the end of a long
  private final long startNanos = nowNanos;
  private final CollectionRateLimiter pace = pace(RATE, nanos -> nowNanos += nanos);

  @Test
  void aSecondsWorthOfCollectionsBeginsAtOnce() {
    assertThat(beginnings(RATE)).containsOnly(0L);
    assertThat(delayed).hasValue(0);
  }

  @Test
  void walksBeyondASecondsWorthBeginAtTheRate() {
    beginnings(RATE);
    assertThat(beginnings(4)).containsExactly(10L, 20L, 30L, 40L);
    assertThat(delayed).hasValue(4);
  }

  @Test
  void readersThatComeNoFasterThanTheRateNeverWait() {
    for (int i = 0; i < 10 * RATE; i++) {
      pace.awaitTurn();
      nowNanos += 10 * MILLI;
    }
    assertThat(delayed).hasValue(0);
  }

  @Test
  void whatWasNotUsedIsSavedUpForASecondAtMost() {
    beginnings(RATE);
    nowNanos += 500 * MILLI;
    assertThat(beginnings(51)).endsWith(500L, 510L).startsWith(500L);
    nowNanos += 3_600_000 * MILLI;
    beginnings(RATE);
    assertThat(delayed).hasValue(1);
    assertThat(beginnings(1)).containsExactly(3_600_520L);
  }

  @Test
  void aRateThatDoesNotDivideASecondIsNotExceeded() {
    CollectionRateLimiter odd = pace(3, nanos -> nowNanos += nanos);
    TestThreads.times(3 + 3, odd::awaitTurn);
    assertThat(delayed).hasValue(3);
    assertThat(nowNanos - startNanos).isBetween(1_000 * MILLI, 1_000 * MILLI + 3);
  }

  @Test
  void whoIsWokenTooEarlyWaitsOn() {
    CollectionRateLimiter woken = pace(1, nanos -> nowNanos += Math.min(nanos, 300 * MILLI));
    TestThreads.times(2, woken::awaitTurn);
    assertThat(nowNanos - startNanos).isEqualTo(1_000 * MILLI);
    assertThat(delayed).hasValue(1);
  }

  @Test
  void anInterruptedReaderDoesNotWaitAndStaysInterrupted() {
    beginnings(RATE);
    Thread.currentThread().interrupt();
    assertThat(beginnings(5)).containsOnly(0L);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(beginnings(1)).containsExactly(10L); // nobody waits for what it did
  }

  @Test
  void aReaderThatIsInterruptedWhileItWaitsGoesOn() {
    CollectionRateLimiter interrupting =
        pace(
            1,
            nanos -> {
              nowNanos += MILLI;
              Thread.currentThread().interrupt();
            });
    TestThreads.times(2, interrupting::awaitTurn);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(nowNanos - startNanos).isEqualTo(MILLI);
  }

  @Test
  @Timeout(60)
  void aReaderThatIsInterruptedBehindAnotherGoesOn() throws Exception {
    CountDownLatch ahead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CollectionRateLimiter held =
        pace(
            1,
            nanos -> {
              ahead.countDown();
              TestThreads.await(goOn);
              nowNanos += nanos;
            });
    held.awaitTurn();
    List<Thread> first = TestThreads.start(1, held::awaitTurn);
    ahead.await();
    List<Thread> behind = TestThreads.start(1, held::awaitTurn);
    Until.isTrue("waits", () -> areWaiting(behind));
    behind.get(0).interrupt();
    TestThreads.join(behind);
    assertThat(first.get(0).isAlive()).isTrue();
    goOn.countDown();
    TestThreads.join(first);
  }

  @Test
  @Timeout(60)
  void walksBeginInTheOrderTheirReadersCame() throws Exception {
    Semaphore passing = new Semaphore(0); // a permit lets one who waits pass
    CollectionRateLimiter held =
        pace(
            1,
            nanos -> {
              passing.acquireUninterruptibly();
              nowNanos += nanos;
            });
    held.awaitTurn();
    List<Integer> begun = new CopyOnWriteArrayList<>();
    List<Thread> readers =
        IntStream.range(0, 3).mapToObj(i -> new Thread(() -> begin(held, i, begun))).toList();
    for (Thread reader : readers) {
      reader.start();
      Until.isTrue("waits", () -> reader.getState() == Thread.State.WAITING);
    }
    for (int i = 1; i <= 6; i++) {
      int passed = i;
      passing.release();
      Until.isTrue("began, and waits again", () -> begun.size() == passed && areWaiting(readers));
    }
    assertThat(begun).containsExactly(0, 1, 2, 0, 1, 2);
    TestThreads.join(readers);
  }

  /** Has two collections of a reader begin, one right after the other. */
  private static void begin(CollectionRateLimiter pace, int reader, List<Integer> begun) {
    TestThreads.times(
        2,
        () -> {
          pace.awaitTurn();
          begun.add(reader);
        });
  }

  private static boolean areWaiting(List<Thread> readers) {
    return readers.stream()
        .map(Thread::getState)
        .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TERMINATED);
  }

  @Test
  void withoutABoundNobodyWaits() {
    CollectionRateLimiter unbounded = pace(0, nanos -> nowNanos += nanos);
    TestThreads.times(1_000_000, unbounded::awaitTurn);
    assertThat(nowNanos).isEqualTo(startNanos);
    assertThat(delayed).hasValue(0);
  }

  private CollectionRateLimiter pace(int perSecond, LongConsumer park) {
    return new CollectionRateLimiter(perSecond, delayed::incrementAndGet, () -> nowNanos, park);
  }

  /**
   * Has collections begin, one after the other, and returns when, in milliseconds from the start.
   */
  private List<Long> beginnings(int collections) {
    return IntStream.range(0, collections)
        .mapToObj(
            i -> {
              pace.awaitTurn();
              return (nowNanos - startNanos) / MILLI;
            })
        .toList();
  }
}
