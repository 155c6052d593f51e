package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether requests were good enough, and how fast those that were not use up what may be bad. */
class SloMetricsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private final AtomicLong nanos = new AtomicLong(-5);
  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults().withTicker(nanos::get).withClockThread(false));
  private final SloMetrics slos = new SloMetrics(metrics);

  @AfterEach
  void close() {
    metrics.close();
  }

  private void minutes(int minutes, Runnable each) {
    for (int i = 0; i < 2 * minutes; i++) {
      each.run();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
      metrics.tick();
    }
  }

  private static void record(Slo slo, int good, int bad) {
    for (int i = 0; i < good + bad; i++) {
      slo.record(i < good);
    }
  }

  @Test
  void aRequestAtItsBoundIsGoodAndOneAboveIsNot() {
    Slo slo = slos.latency("chat", 0.99, Duration.ofMillis(250));
    slo.record(200, 250_000_000);
    slo.record(200, 250_000_001);
    slo.record(500, 1);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("slo_requests_total{slo=\"chat\"}")).isEqualTo(3L);
    assertThat(seen.get("slo_good_requests_total{slo=\"chat\"}")).isEqualTo(1L);
    assertThat(seen.get("slo_objective_ratio{slo=\"chat\"}")).isEqualTo(0.99);
  }

  @Test
  void timeIsNoMatterToAvailability() {
    Slo slo = slos.availability("api", 0.999);
    slo.record(404, Long.MAX_VALUE);
    assertThat(Seen.of(metrics).get("slo_good_requests_total{slo=\"api\"}")).isEqualTo(1L);
  }

  @Test
  void eachWindowHasItsOwnBurnRate() {
    Slo slo = slos.availability("api", 0.9);
    minutes(360, () -> record(slo, 10, 0));
    minutes(5, () -> record(slo, 5, 5));
    assertThat(slo.burnRate(Duration.ofMinutes(5))).isCloseTo(0.5 / 0.1, CLOSE);
    assertThat(slo.burnRate(Duration.ofHours(1))).isCloseTo(0.5 / 0.1 * 5 / 60, CLOSE);
    assertThat(slo.burnRate(Duration.ofHours(6))).isCloseTo(0.5 / 0.1 * 5 / 360, CLOSE);
    assertThat(Seen.of(metrics).get("slo_burn_rate{slo=\"api\",window=\"5m\"}").doubleValue())
        .isCloseTo(5.0, CLOSE);
  }

  @Test
  void anIncidentThatIsOverLeavesTheWindow() {
    Slo slo = slos.availability("api", 0.9);
    minutes(1, () -> record(slo, 0, 10));
    minutes(6, () -> record(slo, 10, 0));
    assertThat(slo.burnRate(Duration.ofMinutes(5))).isZero();
    assertThat(slo.burnRate(Duration.ofHours(1))).isPositive();
  }

  @Test
  void aYoungProcessSpeaksOfAllItHas() {
    Slo slo = slos.availability("api", 0.9);
    assertThat(slo.burnRate(Duration.ofHours(6))).isNaN();
    record(slo, 9, 1);
    assertThat(slo.burnRate(Duration.ofHours(6))).isCloseTo(1, CLOSE);
  }

  @Test
  void aResetChangesNoBurnRate() {
    Slo slo = slos.availability("api", 0.9);
    minutes(2, () -> record(slo, 5, 5));
    Seen.reset(metrics);
    assertThat(slo.burnRate(Duration.ofMinutes(5))).isCloseTo(5, CLOSE);
  }

  @Test
  void anObjectiveOfAnotherGroupStaysAsItIs() {
    slos.availability("api", 0.9);
    SloMetrics others = new SloMetrics(metrics);
    for (int i = 0; i < 2; i++) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> others.availability("api", 0.5))
          .withMessageContaining("shows what another callback tells");
    }
    assertThat(Seen.of(metrics).get("slo_objective_ratio{slo=\"api\"}")).isEqualTo(0.9);
    slos.close();
    others.availability("api", 0.5);
    assertThat(Seen.of(metrics).get("slo_objective_ratio{slo=\"api\"}")).isEqualTo(0.5);
  }

  @Test
  void whatIsNoObjectiveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slos.availability("a", 1))
        .withMessage("objective of a must be above 0 and below 1, was 1.0");
    slos.availability("b", 0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slos.availability("b", 0.6))
        .withMessageContaining("exists already");
  }
}
