package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A wall clock may step an hour back: no epoch ends before it began, and no series gets older. */
class BackwardClockTest {
  private static final String JOBS = "jobs_total{kind=\"a\"}";

  private Instant now = Instant.parse("2026-01-28T10:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withClock(clock));
  private final Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("kind");

  @Test
  void noEpochEndsBeforeItBegan() {
    jobs.with("a").inc();
    stepBack();
    assertSound(Seen.of(metrics).epoch());
    assertSound(Seen.reset(metrics, "jobs_total", "a").epoch());
    stepBack();
    assertSound(Seen.reset(metrics, "jobs_total", "a").epoch());
    assertSound(Seen.reset(metrics, "jobs_total").epoch());
    stepBack();
    assertSound(Seen.reset(metrics, "jobs_total").epoch());
    assertSound(Seen.reset(metrics).epoch());
    stepBack();
    assertSound(Seen.reset(metrics).epoch());
  }

  @Test
  void noSeriesWasCreatedEarlierThanBefore() {
    jobs.with("a").inc();
    Instant created = Seen.of(metrics).created(JOBS);
    stepBack();
    Seen.reset(metrics);
    assertThat(Seen.of(metrics).created(JOBS)).isEqualTo(created);
    now = now.plus(Duration.ofHours(2));
    Seen.reset(metrics);
    assertThat(Seen.of(metrics).created(JOBS)).isEqualTo(now);
  }

  @Test
  void aSeriesThatIsMadeAgainIsNotOlderThanTheOneBefore() {
    jobs.with("a").inc();
    Instant created = Seen.of(metrics).created(JOBS);
    stepBack();
    jobs.remove("a");
    jobs.with("a").inc();
    assertThat(Seen.of(metrics).created(JOBS)).isEqualTo(created);
    metrics.remove("jobs_total");
    metrics.counter("jobs_total", "Jobs.").family("kind").with("a").inc();
    assertThat(Seen.of(metrics).created(JOBS)).isEqualTo(created);
  }

  @Test
  void aSeriesMadeAgainAfterAResetIsNotOlderThanTheReset() {
    jobs.with("a").inc();
    now = now.plus(Duration.ofHours(1));
    Seen.reset(metrics);
    stepBack();
    jobs.remove("a");
    jobs.with("a").inc();
    assertThat(Seen.of(metrics).created(JOBS)).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void anEpochThatEndsBeforeItBeganIsRefused() {
    assertThatThrownBy(() -> new Epoch(1, now, now.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("end must not be before");
  }

  private void stepBack() {
    now = now.minus(Duration.ofHours(1));
  }

  private static void assertSound(Epoch epoch) {
    assertThat(epoch.end()).isAfterOrEqualTo(epoch.start());
  }
}
