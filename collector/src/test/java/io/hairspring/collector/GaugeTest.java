package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void addsAndTakesAwayFromAnyThread() throws InterruptedException {
    Gauge gauge = metrics.gauge("in_flight", "In flight.").register();
    TestThreads.join(TestThreads.start(4, () -> TestThreads.times(1000, gauge::inc)));
    TestThreads.join(TestThreads.start(3, () -> TestThreads.times(1000, gauge::dec)));
    assertThat(gauge.value()).isEqualTo(1000);
  }

  @Test
  void aSetValueReplacesWhatWasAdded() {
    Gauge gauge = metrics.gauge("workers", "Workers.").register();
    gauge.add(2.5);
    gauge.set(10);
    gauge.dec();
    assertThat(gauge.value()).isEqualTo(9);
    gauge.set(Double.NaN);
    assertThat(gauge.value()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 1e17, -1e300, -0.0, Double.MIN_VALUE})
  void aValueIsShownAsItWasSetWhateverWasAddedBefore(double value) {
    Gauge gauge = metrics.gauge("bytes", "Bytes.").register();
    gauge.add(1e17);
    gauge.add(0.7);
    gauge.set(value);
    assertThat(gauge.value()).isEqualTo(Double.valueOf(value)); // boxed: tells -0.0 from 0
    gauge.set(4);
    gauge.add(64);
    assertThat(gauge.value()).isEqualTo(68);
  }

  @Test
  void aValueSetBesideAdditionsIsForgottenWhenAnotherIsSet() {
    Gauge gauge = metrics.gauge("bytes", "Bytes.").register();
    gauge.add(1e17);
    gauge.set(0.1);
    gauge.add(-1e17);
    gauge.set(5);
    assertThat(gauge.value()).isEqualTo(5);
  }

  @Test
  void anAdditionThatIsNoFiniteNumberIsRefusedAndCounted() {
    Gauge gauge = metrics.gauge("ratio", "Ratio.").register();
    gauge.add(Double.NaN);
    gauge.add(Double.POSITIVE_INFINITY);
    gauge.add(Double.NEGATIVE_INFINITY);
    gauge.set(5);
    gauge.inc();
    assertThat(gauge.value()).isEqualTo(6);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("hairspring_recordings_rejected_total{reason=\"nan\"}")).isEqualTo(1);
    assertThat(seen.count("hairspring_recordings_rejected_total{reason=\"infinite\"}"))
        .isEqualTo(2);
  }

  @Test
  void aGaugeThatIsOnlySetIsExact() {
    Gauge gauge = metrics.gauge("ratio", "Ratio.").register();
    gauge.set(0.1);
    assertThat(gauge.value()).isEqualTo(0.1);
    gauge.set(-0.0);
    assertThat(gauge.value()).isEqualTo(Double.valueOf(-0.0)); // boxed: tells it from 0
  }

  @Test
  void aCallbackIsAskedByEveryReader() {
    double[] value = {1};
    metrics.gauge("queue_size", "Waiting.").register(() -> value[0]++);
    assertThat(Seen.of(metrics).get("queue_size")).isEqualTo(1.0);
    assertThat(Seen.of(metrics).get("queue_size")).isEqualTo(2.0);
  }

  @Test
  void aCallbackThatThrowsIsLeftOutAndCounted() {
    metrics
        .gauge("a_broken", "Broken.")
        .register(
            () -> {
              throw new IllegalStateException("away");
            });
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("a_broken")).isNull();
    assertThat(seen.count("hairspring_callback_failures_total")).isEqualTo(1);
  }

  @Test
  void aCallbackThatFailsWithAnErrorHidesNothingElse() {
    metrics
        .gauge("a_broken", "Broken.")
        .register(
            () -> {
              throw new NoClassDefFoundError("gone");
            });
    metrics.gauge("b_fine", "Fine.").register(() -> 3);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("a_broken")).isNull();
    assertThat(seen.get("b_fine")).isEqualTo(3.0);
    assertThat(seen.count("hairspring_callback_failures_total")).isEqualTo(1);
  }

  @Test
  void aResetLeavesGaugesAlone() {
    Gauge gauge = metrics.gauge("workers", "Workers.").register();
    gauge.set(4);
    Seen.reset(metrics);
    assertThat(Seen.of(metrics).get("workers")).isEqualTo(4.0);
  }
}
