package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.TestThreads;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ring whose handler or copy fails or hangs, and what is left of a closed one. */
class EventRingFailureTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<WaitMode, Thread.State> ASLEEP =
      Map.of(
          WaitMode.BLOCK, Thread.State.WAITING,
          WaitMode.PARK, Thread.State.TIMED_WAITING);
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter handled = metrics.counter("handled_total", "Handled.").register();
  private EventRing<long[]> ring;

  @AfterEach
  void close() {
    if (ring != null) {
      ring.close();
    }
  }

  @Test
  void aCopyThatHangsCountsAsStalled() throws InterruptedException {
    Semaphore released = new Semaphore(0);
    start((from, to) -> released.acquireUninterruptibly(), event -> handled.inc());
    assertThat(ring.isMoving()).isTrue();
    List<Thread> producers = TestThreads.start(1, () -> publish(1));
    Until.isTrue("stalled", () -> !ring.isMoving());
    released.release();
    TestThreads.join(producers);
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(ring.isMoving()).isTrue();
  }

  @Test
  void twoOpenRingsCannotHaveOneName() {
    start((from, to) -> {}, event -> handled.inc());
    assertThatThrownBy(() -> start((from, to) -> {}, event -> handled.inc()))
        .hasMessage("name must be that of no open ring, was \"requests\", which one has");
    ring.close();
    ring.close();
    start((from, to) -> {}, event -> handled.inc());
    assertThatThrownBy(() -> start((from, to) -> {}, event -> handled.inc()))
        .hasMessageContaining("requests");
  }

  @Test
  void aRingThatCouldNotStartLeavesItsNameFree() {
    EventSettings failing =
        EventSettings.defaults()
            .withThreads(
                task -> {
                  throw new IllegalStateException("no thread");
                });
    assertThatThrownBy(
            () -> metrics.eventRing(failing, () -> new long[1], (from, to) -> {}, e -> {}))
        .hasMessage("no thread");
    start((from, to) -> {}, event -> handled.inc());
    assertThat(count("hairspring_events_capacity{ring=\"requests\"}")).isEqualTo(1 << 16);
  }

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  @Timeout(60)
  void aConsumerWakesForAnEventAndForTheEnd(WaitMode mode) {
    List<Thread> consumers = new ArrayList<>();
    EventSettings settings =
        EventSettings.defaults()
            .withWaitMode(mode)
            .withThreads(
                task -> {
                  consumers.add(new Thread(task));
                  return consumers.get(0);
                });
    ring = metrics.eventRing(settings, () -> new long[1], (from, to) -> {}, event -> handled.inc());
    for (int i = 1; i <= 20; i++) {
      if (ASLEEP.containsKey(mode)) {
        Until.isTrue("asleep", () -> consumers.get(0).getState() == ASLEEP.get(mode));
      }
      publish(1);
      int events = i;
      Until.isTrue("applied", () -> handled.total() == events);
    }
    ring.close();
    assertThat(consumers).singleElement().matches(consumer -> !consumer.isAlive());
  }

  @Test
  void whatWasPublishedIsCountedInItsEpoch() {
    start((from, to) -> {}, event -> handled.inc());
    publish(3);
    assertThat(Seen.reset(metrics).count("hairspring_events_published_total{ring=\"requests\"}"))
        .isEqualTo(3);
    publish(1);
    assertThat(count("hairspring_events_published_total{ring=\"requests\"}")).isEqualTo(1);
  }

  @Test
  void aClosedRingIsFlushed() {
    start((from, to) -> {}, event -> handled.inc());
    publish(3);
    ring.close();
    assertThat(ring.flush(Duration.ofNanos(1))).isTrue();
  }

  @Test
  void whatIsPublishedToAClosedRingIsDroppedAndCountedSo() {
    start((from, to) -> {}, event -> handled.inc());
    ring.close();
    publish(3);
    assertThat(handled.total()).isZero();
    assertThat(count("hairspring_events_dropped_total{ring=\"requests\",reason=\"closed\"}"))
        .isEqualTo(3);
  }

  @Test
  void anEventThatFailsIsCountedAndTheNextGoesOn() {
    startFailingOnce(new IllegalStateException("no such thing"));
    publish(3);
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(2);
    assertThat(count("hairspring_events_failed_total{ring=\"requests\"}")).isEqualTo(1);
    assertThat(ring.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
              assertThat(failure.message()).isEqualTo("no such thing");
              assertThat(failure.count()).isEqualTo(1);
            });
  }

  @Test
  void aFailureThatCannotBeToldIsCountedAndTheNextGoesOn() {
    startFailingOnce(
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }
        });
    publish(3);
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(2);
    assertThat(count("hairspring_events_failed_total{ring=\"requests\"}")).isEqualTo(1);
  }

  @Test
  void aHandlerThatInterruptsItsThreadDoesNotKeepTheConsumerFromSleeping() {
    AtomicBoolean interrupted = new AtomicBoolean(true);
    start(
        (from, to) -> {},
        event -> {
          interrupted.set(handled.total() > 0 && Thread.currentThread().isInterrupted());
          if (handled.total() == 0) {
            Thread.currentThread().interrupt();
          }
          handled.inc();
        });
    publish(1);
    assertThat(ring.flush(LIMIT)).isTrue();
    Until.isTrue(
        "slept",
        () -> {
          publish(1); // which the consumer may take before it sleeps
          return ring.flush(LIMIT) && !interrupted.get();
        });
  }

  @Test
  void anEventWhoseCopyFailsIsCountedAndNotApplied() {
    start((from, to) -> to[0] = from[0], event -> handled.add(event[0]));
    ring.publish(new long[] {1});
    ring.publish(null);
    ring.publish(new long[] {2});
    assertThat(ring.flush(LIMIT)).isTrue();
    assertThat(handled.total()).isEqualTo(3);
    assertThat(count("hairspring_events_failed_total{ring=\"requests\"}")).isEqualTo(1);
    assertThat(ring.failures())
        .extracting(EventFailure::type)
        .containsExactly(NullPointerException.class.getName());
    assertThat(count("hairspring_events_applied_total{ring=\"requests\"}")).isEqualTo(2);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> EventSettings.defaults().withCapacity(100))
        .hasMessage("capacity must be a power of two from 16 to 4194304, was 100");
    assertThat(EventSettings.defaults().withCapacity(16).withCapacity(1 << 22).capacity())
        .isEqualTo(4_194_304);
    assertThatThrownBy(() -> OverflowPolicy.waitAtMost(Duration.ZERO))
        .hasMessageStartingWith("waitLimitNanos must be positive for WAIT");
    assertThatThrownBy(() -> new OverflowPolicy(OverflowPolicy.Kind.DROP, 1))
        .hasMessageEndingWith("was 1 for DROP");
    assertThatThrownBy(() -> new OverflowPolicy(OverflowPolicy.Kind.RECORD_INLINE, -1))
        .hasMessageContaining("not negative for RECORD_INLINE, was -1");
    assertThatThrownBy(() -> OverflowPolicy.recordInline(Duration.ofNanos(-1)))
        .hasMessage("readerLimit must be 0 to 365 days, was PT-0.000000001S");
    assertThatThrownBy(() -> EventSettings.defaults().withStallLimit(Duration.ZERO))
        .hasMessage("stallLimit must be PT0.000000001S to PT8760H, was PT0S");
  }

  private void startFailingOnce(RuntimeException failure) {
    AtomicBoolean failing = new AtomicBoolean(true);
    start(
        (from, to) -> {},
        event -> {
          if (failing.getAndSet(false)) {
            throw failure;
          }
          handled.inc();
        });
  }

  private void start(BiConsumer<long[], long[]> copy, Consumer<long[]> handler) {
    EventSettings settings = EventSettings.defaults().withStallLimit(Duration.ofMillis(1));
    ring = metrics.eventRing(settings, () -> new long[1], copy, handler);
  }

  private void publish(int events) {
    long[] event = new long[1];
    TestThreads.times(events, () -> ring.publish(event));
  }

  private long count(String key) {
    return Seen.of(metrics).count(key);
  }
}
