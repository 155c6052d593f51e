package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.testing.TestThreads;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring with a consumer that the test stops on purpose. */
class EventRingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CAPACITY = 16;
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter handled = metrics.counter("handled_total", "Handled.").register();
  private final CountDownLatch consumerStopped = new CountDownLatch(1);
  private final Semaphore released = new Semaphore(0);
  private final Thread test = Thread.currentThread();
  private EventRing<long[]> ring;

  @AfterEach
  void close() {
    released.release(Integer.MAX_VALUE / 2);
    ring.close();
  }

  @Test
  void nothingIsLostWhenCallersApplyWhatFindsNoRoom() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    publish(100);
    assertThat(count("hairspring_events_inlined_total{ring=\"requests\"}")).isPositive();
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(101);
    assertSettled(101);
  }

  @Test
  void everyDropIsCounted() throws InterruptedException {
    startStopped(OverflowPolicy.drop());
    publish(100);
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    long dropped = count("hairspring_events_dropped_total{ring=\"requests\",reason=\"full\"}");
    assertThat(dropped).isGreaterThanOrEqualTo(100 - CAPACITY);
    assertThat(handled.total()).isEqualTo(101 - dropped);
    assertSettled(101);
  }

  @Test
  void waitingGivesUpAtItsLimit() throws InterruptedException {
    startStopped(OverflowPolicy.waitAtMost(Duration.ofMillis(1)));
    publish(20);
    assertThat(count("hairspring_events_dropped_total{ring=\"requests\",reason=\"waited\"}"))
        .isPositive();
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    assertSettled(21);
  }

  @Test
  void aStoppedConsumerDoesNotHoldAReaderForEver() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    assertThat(Seen.of(metrics).count("hairspring_scrapes_inconsistent_total")).isEqualTo(1);
  }

  @Test
  void aCallerDoesNotWaitForAReaderThatSeesPartOfAnEventAnyway() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline(LIMIT));
    publish(CAPACITY);
    metrics.visit(publishing(CAPACITY));
    assertThat(count("hairspring_events_torn_total{ring=\"requests\"}")).isPositive();
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(1 + 2 * CAPACITY);
  }

  @Test
  void aCallerThatGivesUpOnAReaderIsCountedAndSoIsTheReading() {
    startRunning(OverflowPolicy.recordInline(Duration.ofMillis(1)));
    metrics.visit(publishing(3 * CAPACITY));
    assertThat(count("hairspring_events_torn_total{ring=\"requests\"}")).isPositive();
    assertThat(count("hairspring_scrapes_inconsistent_total")).isEqualTo(1);
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(3 * CAPACITY);
  }

  @Test
  void aStoppedConsumerCountsAsStalled() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    publish(1);
    Until.isTrue("a millisecond, the settings' limit, is over", () -> !ring.isMoving());
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(ring.isMoving()).isTrue();
  }

  @Test
  @Timeout(60)
  void aCallerStopsWaitingWhenTheRingIsClosed() throws InterruptedException {
    startStopped(OverflowPolicy.waitAtMost(Duration.ofHours(1)));
    List<Thread> callers = TestThreads.start(1, () -> publish(2 * CAPACITY));
    Until.isTrue("full", () -> count("hairspring_events_depth{ring=\"requests\"}") >= CAPACITY / 2);
    List<Thread> closers = TestThreads.start(1, ring::close);
    TestThreads.join(callers);
    released.release();
    TestThreads.join(closers);
    assertSettled(1 + 2 * CAPACITY);
  }

  @Test
  void whatWaitsBehindAStoppedConsumerShowsInDepthAndLag() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    publish(5);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("hairspring_events_depth_max{ring=\"requests\"}"))
        .isGreaterThanOrEqualTo(5);
    assertThat(seen.get("hairspring_events_lag_seconds{ring=\"requests\"}").doubleValue())
        .isPositive();
    assertThat(seen.count("hairspring_events_capacity{ring=\"requests\"}")).isEqualTo(CAPACITY);
  }

  @Test
  void theLargestDepthIsWhatABatchFound() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    publish(5);
    released.release();
    assertThat(ring.flush(LIMIT)).isTrue();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("hairspring_events_depth{ring=\"requests\"}")).isEqualTo(0.0);
    assertThat(seen.get("hairspring_events_depth_max{ring=\"requests\"}")).isEqualTo(5.0);
  }

  @Test
  void nothingIsAppliedTwiceWhenSeveralClose() throws InterruptedException {
    startStopped(OverflowPolicy.recordInline());
    publish(CAPACITY / 2 - 1);
    List<Thread> closers = TestThreads.start(2, ring::close);
    released.release();
    TestThreads.join(closers);
    assertThat(handled.total()).isEqualTo(CAPACITY / 2);
    assertSettled(CAPACITY / 2);
  }

  /** Starts a ring whose consumer stops at the first event. */
  private void startStopped(OverflowPolicy policy) throws InterruptedException {
    ring =
        metrics.eventRing(
            EventSettings.defaults()
                .withCapacity(CAPACITY)
                .withOverflow(policy)
                .withStallLimit(Duration.ofMillis(1)),
            () -> new long[1],
            (from, to) -> to[0] = from[0],
            event -> {
              if (Thread.currentThread() != test) {
                consumerStopped.countDown();
                released.acquireUninterruptibly();
                released.release();
              }
              handled.inc();
            });
    publish(1);
    consumerStopped.await();
  }

  private void startRunning(OverflowPolicy policy) {
    ring =
        metrics.eventRing(
            EventSettings.defaults().withCapacity(CAPACITY).withOverflow(policy),
            () -> new long[1],
            (from, to) -> {},
            event -> handled.inc());
  }

  private void publish(int events) {
    long[] event = new long[1];
    TestThreads.times(events, () -> ring.publish(event));
  }

  /** Publishes in the middle of a collection. */
  private MetricsVisitor publishing(int events) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new DecliningVisitor() {
      @Override
      public boolean family(FamilyView family) {
        if (first.getAndSet(false)) {
          publish(events);
        }
        return false;
      }
    };
  }

  private long count(String key) {
    return Seen.of(metrics).count(key);
  }

  private void assertSettled(long published) {
    Seen seen = Seen.of(metrics);
    long sum = 0;
    for (String key :
        new String[] {
          "hairspring_events_applied_total{ring=\"requests\"}",
          "hairspring_events_inlined_total{ring=\"requests\"}",
          "hairspring_events_failed_total{ring=\"requests\"}",
          "hairspring_events_dropped_total{ring=\"requests\",reason=\"full\"}",
          "hairspring_events_dropped_total{ring=\"requests\",reason=\"waited\"}",
          "hairspring_events_dropped_total{ring=\"requests\",reason=\"closed\"}"
        }) {
      sum += seen.count(key);
    }
    assertThat(sum).isEqualTo(published);
    assertThat(seen.count("hairspring_events_published_total{ring=\"requests\"}"))
        .isEqualTo(published);
  }
}
