package io.hairspring.exposition.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.testing.Until;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksRunInRoundsTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration CHECK_LIMIT = Duration.ofMinutes(3);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private final MetricsCollector metrics = MetricsCollector.create();
  private Health health;

  @AfterEach
  void stop() {
    release.countDown();
    health.close();
  }

  @Test
  void answersShowTheLastRoundAndRunNoCheck() throws Exception {
    AtomicReference<Thread> checker = new AtomicReference<>();
    health = seldom().check("a", () -> counted(checker)).build();
    assertThat(health.report().details().get("a").result().detail()).isEqualTo("call 1");
    assertThat(health.report().details().get("a").result().detail()).isEqualTo("call 1");
    assertThat(calls).hasValue(1);
    assertThat(checker.get()).isNotSameAs(Thread.currentThread());
    assertThat(checker.get().isDaemon()).isTrue();
  }

  @Test
  void aRoundThatFailsIsNotTheLast() throws Exception {
    AtomicReference<RuntimeException> failure =
        new AtomicReference<>(new IllegalStateException("no time"));
    Clock failingOnce =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            RuntimeException thrown = calls.get() == 0 ? null : failure.getAndSet(null);
            if (thrown != null) {
              throw thrown;
            }
            return Instant.EPOCH;
          }
        };
    health = seldom().clock(failingOnce).check("a", () -> counted(new AtomicReference<>())).build();
    Until.isTrue("failed", () -> failure.get() == null);
    Until.isTrue(
        "a round that ended",
        () ->
            health.fresh().handle((report, thrown) -> thrown == null).toCompletableFuture().join());
  }

  @Test
  void roundsComeByThemselves() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    health =
        Health.builder()
            .every(SHORT)
            .check(
                "a",
                () -> {
                  three.countDown();
                  return CheckResult.healthy("ok");
                })
            .build();
    assertThat(three.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverAsksForItGetsAFreshRoundButNotTooSoonAfterTheLast() throws Exception {
    health = seldom().pause(Duration.ofSeconds(1)).check("a", () -> counted(null)).build();
    health.report();
    nanos.addAndGet(999_999_999);
    assertThat(fresh().details().get("a").result().detail()).isEqualTo("call 1");
    nanos.addAndGet(1);
    assertThat(fresh().details().get("a").result().detail()).isEqualTo("call 2");
    assertThat(health.report().details().get("a").result().detail()).isEqualTo("call 2");
  }

  @Test
  void aPauseLongerThanARoundsTimeHoldsNoRoundUp() throws Exception {
    health =
        seldom()
            .every(Duration.ofMinutes(30))
            .pause(Duration.ofHours(1))
            .check("a", () -> counted(null))
            .build();
    health.report();
    nanos.addAndGet(Duration.ofMinutes(30).toNanos());
    assertThat(fresh().details().get("a").result().detail()).isEqualTo("call 2");
  }

  @Test
  void closingInterruptsTheCheckThatRuns() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    health =
        seldom()
            .check(
                "slow",
                CHECK_LIMIT,
                () -> {
                  running.countDown();
                  try {
                    release.await();
                  } catch (InterruptedException expected) {
                    interrupted.countDown();
                  }
                  return CheckResult.healthy("late");
                })
            .build();
    assertThat(running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    health.close();
    assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCheckThatHangsIsTimedOutAndNotStartedAgainWhileItHangs() throws Exception {
    health =
        seldom()
            .check(
                "stuck",
                SHORT,
                () -> {
                  calls.incrementAndGet();
                  awaitUninterruptibly();
                  return CheckResult.healthy("back");
                })
            .check("fine", () -> CheckResult.healthy("ok"))
            .build();
    HealthReport first = health.report();
    assertThat(first.status()).isEqualTo(HealthStatus.UNHEALTHY);
    assertThat(first.details().get("stuck").timedOut()).isTrue();
    assertThat(first.details().get("stuck").result().detail()).isEqualTo("no answer within 0.05 s");
    assertThat(first.details().get("fine").timedOut()).isFalse();
    for (int i = 0; i < 10; i++) {
      nanos.addAndGet(SELDOM.toNanos());
      assertThat(fresh().details().get("stuck").timedOut()).isTrue();
    }
    assertThat(calls).hasValue(1);
    assertThat(text()).contains("health_check_timeouts_total{check=\"stuck\"} 11\n");

    release.countDown();
    HealthReport report = fresh();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (report.details().get("stuck").timedOut() && System.nanoTime() < end) {
      nanos.addAndGet(SELDOM.toNanos());
      report = fresh();
    }
    assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void aCheckIsInterruptedAtItsLimit() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    health =
        seldom()
            .check(
                "slow",
                SHORT,
                () -> {
                  try {
                    release.await();
                  } catch (InterruptedException expected) {
                    interrupted.countDown();
                  }
                  return CheckResult.healthy("late");
                })
            .build();
    assertThat(health.report().details().get("slow").timedOut()).isTrue();
    assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void eachRoundShowsInTheCollector() {
    health =
        seldom()
            .check("a", () -> CheckResult.healthy("ok"))
            .check("b", () -> CheckResult.degraded("slow"))
            .check("c", () -> CheckResult.unhealthy("gone"))
            .build();
    health.report();
    assertThat(text())
        .contains("health_check_status{check=\"a\"} 1\n")
        .contains("health_check_status{check=\"b\"} 0.5\n")
        .contains("health_check_status{check=\"c\"} 0\n")
        .contains("health_check_timeouts_total{check=\"a\"} 0\n")
        .contains("health_status 0\n");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void theGaugesAreStrictlyOneOrZeroByChoice(double degraded) {
    health = seldom().degradedAs(degraded).check("b", () -> CheckResult.degraded("slow")).build();
    health.report();
    assertThat(text())
        .contains("health_check_status{check=\"b\"} " + (int) degraded + "\n")
        .contains("health_status " + (int) degraded + "\n")
        .contains("1 healthy, " + (int) degraded + " degraded, 0 unhealthy.\n");
  }

  @Test
  void aProcessWhoseRoundsStandStillIsNotAlive() throws Exception {
    health = seldom().check("a", CHECK_LIMIT, () -> CheckResult.healthy("ok")).build();
    health.report();
    assertThat(health.missingLiveFacts()).isEmpty();
    nanos.addAndGet(SELDOM.multipliedBy(3).plus(CHECK_LIMIT).toNanos() - 1);
    assertThat(health.missingLiveFacts()).isEmpty();
    nanos.addAndGet(1);
    assertThat(health.missingLiveFacts()).containsExactly("checking");
    fresh();
    assertThat(health.missingLiveFacts()).isEmpty();
  }

  @Test
  void aClosedHealthStillAnswersAndStartsNothing() throws Exception {
    health = seldom().check("a", () -> counted(null)).build();
    health.report();
    health.close();
    nanos.addAndGet(4 * SELDOM.toNanos());
    assertThat(health.report().details().get("a").result().detail()).isEqualTo("call 1");
    assertThat(fresh().details().get("a").result().detail()).isEqualTo("call 1");
    assertThat(calls).hasValue(1);
    assertThat(health.missingLiveFacts()).isEmpty();
  }

  @Test
  void timesOutOfRangeAreRefused() {
    health = Health.builder().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Health.builder().every(Duration.ZERO))
        .withMessage("every must be above 0 and up to 1 h, was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Health.builder().check("a", Duration.ofDays(1), () -> null))
        .withMessageContaining("\"a\"");
  }

  private HealthBuilder seldom() {
    return Health.builder().every(SELDOM).ticker(nanos::get).metrics(metrics);
  }

  private CheckResult counted(AtomicReference<Thread> thread) {
    if (thread != null) {
      thread.set(Thread.currentThread());
    }
    return CheckResult.healthy("call " + calls.incrementAndGet());
  }

  private void awaitUninterruptibly() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignored) {
        // a check that does not care
      }
    }
  }

  private HealthReport fresh() throws Exception {
    return health.fresh().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String text() {
    PrometheusText format = new PrometheusText();
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    format.end(metrics.visit(format));
    return out.toString();
  }
}
