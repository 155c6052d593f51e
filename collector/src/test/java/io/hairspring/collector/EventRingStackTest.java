package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors in the threads that publish: stacks that end anywhere, and memory that is not there. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait for readers and the consumer
class EventRingStackTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OVERFLOWS = 24;
  private static final int STACK_BYTES = 256 * 1024;
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxCollectionsPerSecond(1_000));
  private final Counter handled = metrics.counter("handled_total", "Handled.").register();
  private EventRing<long[]> ring;
  private long returned; // the publishing thread's
  private long begun;

  @AfterEach
  void close() {
    ring.close();
  }

  static Stream<Arguments> policies() {
    return Stream.of(WaitMode.PARK, WaitMode.BLOCK)
        .flatMap(
            mode ->
                Stream.of(
                        OverflowPolicy.recordInline(),
                        OverflowPolicy.recordInline(Duration.ZERO),
                        OverflowPolicy.drop(),
                        OverflowPolicy.waitAtMost(Duration.ofNanos(1)))
                    .map(policy -> Arguments.of(mode, policy)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void aStackThatEndsAnywhereLeavesNoSlotAndNoDoorOpen(WaitMode mode, OverflowPolicy policy)
      throws InterruptedException {
    start(mode, policy, event -> handled.inc());
    AtomicBoolean reading = new AtomicBoolean(true);
    List<Thread> readers =
        TestThreads.start(
            1,
            () -> {
              while (reading.get()) {
                Seen.of(metrics);
              }
            });
    publishUntilStacksEnd();
    reading.set(false);
    TestThreads.join(readers);
    assertAllSettled();
  }

  @Test
  void whoeverAppliesHisEventHasRoomForIt() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicLong alone = new AtomicLong(); // not a counter, whose first use wants more room
    start(
        WaitMode.PARK,
        OverflowPolicy.recordInline(),
        event -> {
          if (Thread.currentThread().getName().equals("publisher")) {
            alone.incrementAndGet();
          } else {
            TestThreads.await(goOn);
          }
        });
    publishUntilStacksEnd();
    goOn.countDown();
    assertAllSettled();
    assertThat(alone).hasPositiveValue();
    assertThat(ring.failures()).isEmpty();
  }

  @Test
  void anErrorInACopyOrAHandlerLeavesNoSlotAndNoDoorOpen() {
    ring =
        metrics.eventRing(
            EventSettings.defaults().withCapacity(16),
            () -> new long[1],
            (from, to) -> {
              to[0] = from[0];
              fail(from[0], 3);
            },
            event -> fail(event[0], 5));
    for (int i = 0; i < 10_000; i++) {
      begun++;
      ring.publish(new long[] {i});
      returned++;
    }
    assertAllSettled();
    assertThat(count("failed")).isBetween(begun / 5, begun / 5 + begun / 3);
    assertThat(ring.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).isEqualTo("no memory"));
  }

  private static void fail(long number, int each) {
    if (number % each == 0) {
      throw new OutOfMemoryError("no memory");
    }
  }

  private void publishUntilStacksEnd() throws InterruptedException {
    for (int i = 0; i < OVERFLOWS; i++) {
      int offset = i;
      Thread publisher = new Thread(null, () -> overflow(offset), "publisher", STACK_BYTES);
      publisher.start();
      publisher.join();
    }
  }

  /** Publishes at every depth until the stack ends, somewhat elsewhere for another offset. */
  private void overflow(int offset) {
    try {
      if (offset % 16 > 0) {
        overflow(offset - 1);
      } else if (offset % 3 == 0) {
        descend(new long[1], 0);
      } else {
        descendFast(new long[1]);
      }
    } catch (StackOverflowError expected) {
      // in whatever was called last
    }
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private void descend(long[] event, long wide) {
    begun++;
    ring.publish(event);
    returned++;
    descend(event, wide + 1);
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private void descendFast(long[] event) {
    begun++;
    ring.publish(event);
    returned++;
    descendFast(event);
  }

  private void start(WaitMode mode, OverflowPolicy policy, Consumer<long[]> handler) {
    EventSettings settings =
        EventSettings.defaults().withCapacity(16).withWaitMode(mode).withOverflow(policy);
    ring = metrics.eventRing(settings, () -> new long[1], (from, to) -> to[0] = from[0], handler);
  }

  private void assertAllSettled() {
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(ring.isMoving()).isTrue();
    Seen seen = Seen.of(metrics);
    long unaligned = seen.count("hairspring_scrapes_inconsistent_total");
    long published = seen.count("hairspring_events_published_total{ring=\"requests\"}");
    assertThat(published).isBetween(returned, begun);
    assertThat(seen.count("hairspring_events_depth{ring=\"requests\"}")).isZero();
    assertThat(count("applied") + count("inlined") + count("failed") + dropped())
        .isEqualTo(published);
    assertThat(handled.total()).isLessThanOrEqualTo(published);
    for (int i = 0; i < 3; i++) {
      assertThat(Seen.of(metrics).count("hairspring_scrapes_inconsistent_total"))
          .isEqualTo(unaligned);
    }
  }

  private long dropped() {
    Seen seen = Seen.of(metrics);
    return Stream.of("full", "waited", "closed")
        .map("hairspring_events_dropped_total{ring=\"requests\",reason=\"%s\"}"::formatted)
        .mapToLong(seen::count)
        .sum();
  }

  private long count(String outcome) {
    return Seen.of(metrics).count("hairspring_events_" + outcome + "_total{ring=\"requests\"}");
  }
}
