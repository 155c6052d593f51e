package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources that take long: nobody waits for them beyond the limit, and what they tell is kept. */
class SlowSourcesTest {
  private static final Duration NEVER = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(10);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();

  /** Tells how often it was asked, as soon as it is allowed to. */
  private final MetricsSource slow =
      sink -> {
        int number = asked.incrementAndGet();
        allowed.acquire();
        sink.gauge("slow", number);
        told.incrementAndGet();
      };

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aSourceThatHangsKeepsNeitherTheCollectionNorOtherSources() {
    register("slow", slow, SOON);
    metrics
        .source("quick", sink -> sink.gauge("quick", 1))
        .families(SourceFamily.gauge("quick", "Tells at once."))
        .register();
    metrics.gauge("own", "Our own.").register().set(1);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("quick")).isEqualTo(1.0);
    assertThat(seen.get("own")).isEqualTo(1.0);
    assertThat(seen.get("slow")).isNull();
    assertThat(own(seen, "timeouts_total")).isEqualTo(1);
    assertThat(own(Seen.of(metrics), "timeouts_total")).isEqualTo(1); // the same asking
    assertThat(asked).hasValue(1);
  }

  @Test
  void aLateAnswerIsShownNextTimeWithItsAge() {
    register("slow", slow, SOON);
    assertThat(Seen.of(metrics).get("slow")).isNull();
    allowed.release();
    Until.isTrue("late", () -> own(asBefore(), "late_total") == 1);
    Seen next = Seen.of(metrics); // asks again, in vain
    assertThat(next.get("slow")).isEqualTo(1.0);
    assertThat((double) next.get("hairspring_source_age_seconds{source=\"slow\"}"))
        .isGreaterThanOrEqualTo(0.01);
    assertThat(own(next, "timeouts_total")).isEqualTo(2);
    assertThat(own(next, "late_total")).isEqualTo(1);
  }

  @Test
  void theCallersBudgetCutsLimitsShort() {
    register("slow", slow, NEVER);
    awaitEnd(start(() -> Seen.of(metrics, SOON)));
    assertThat(own(asBefore(), "timeouts_total")).isEqualTo(1);
  }

  @Test
  void withoutABudgetNobodyIsAsked() {
    register("slow", slow, NEVER);
    asBefore();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aCollectionThatWaitsForASourceHoldsNoOtherCollectionUp() {
    register("slow", slow, NEVER);
    Thread waiting = start(() -> Seen.of(metrics));
    Until.isTrue("asked", () -> asked.get() == 1);
    awaitEnd(start(this::asBefore)); // as long as the other held the reading lock, it would wait
    allowed.release();
    awaitEnd(waiting);
    assertThat(asBefore().get("slow")).isEqualTo(1.0);
  }

  @Test
  void walksAtTheSameTimeShareOneAnswer() {
    register("slow", slow, NEVER);
    Thread first = start(() -> Seen.of(metrics));
    Until.isTrue("asked", () -> asked.get() == 1);
    Thread second = start(() -> Seen.of(metrics));
    Until.isTrue("waiting", () -> second.getState() == Thread.State.TIMED_WAITING);
    allowed.release();
    awaitEnd(first);
    awaitEnd(second);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anInterruptedReaderTakesWhatIsThereAndStaysInterrupted() {
    register("slow", slow, NEVER);
    Thread.currentThread().interrupt();
    Seen seen = Seen.of(metrics);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen.get("slow")).isNull();
  }

  @Test
  void aSourceWithAnIntervalIsAskedBesideTheCollections() {
    allowed.release(3);
    metrics
        .source("slow", slow)
        .families(SourceFamily.gauge("slow", "Slow."))
        .every(Duration.ofMillis(1))
        .timeLimit(NEVER)
        .register();
    assertThat(Seen.of(metrics).get("slow")).isNotNull(); // the first answer is waited for
    Until.isTrue("asked on", () -> told.get() == 3 && asked.get() == 4);
    awaitEnd(start(() -> Seen.of(metrics))); // the fourth is not
    assertThat(asBefore().get("slow")).isEqualTo(3.0);
  }

  @Test
  void anIntervalThatTakesTooLongIsCounted() {
    metrics
        .source("slow", slow)
        .families(SourceFamily.gauge("slow", "Slow."))
        .every(NEVER)
        .timeLimit(SOON)
        .register();
    Until.isTrue("counted", () -> own(asBefore(), "timeouts_total") == 1);
  }

  @Test
  void closingInterruptsASourceThatHangs() throws InterruptedException {
    Semaphore interrupted = new Semaphore(0);
    register(
        "slow",
        sink -> {
          try {
            allowed.acquire();
          } catch (InterruptedException closed) {
            interrupted.release();
            throw closed;
          }
        },
        SOON);
    Seen.of(metrics);
    metrics.close();
    assertThat(interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }

  private void register(String name, MetricsSource source, Duration limit) {
    metrics
        .source(name, source)
        .families(SourceFamily.gauge("slow", "Slow."))
        .timeLimit(limit)
        .register();
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static void awaitEnd(Thread thread) {
    Until.isTrue("ended", () -> !thread.isAlive());
  }

  private Seen asBefore() {
    return Seen.of(metrics, Duration.ZERO);
  }

  private static long own(Seen seen, String what) {
    return seen.count("hairspring_source_" + what + "{source=\"slow\"}");
  }
}
