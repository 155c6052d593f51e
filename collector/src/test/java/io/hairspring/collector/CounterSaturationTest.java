package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A counter that was given more than a long can hold. */
class CounterSaturationTest {
  private static final String SATURATED = "hairspring_counters_saturated_total";

  @ParameterizedTest
  @ValueSource(ints = {0, 64}) // a shared stripe, and one of the thread's own
  void itStaysAtTheLargestNumberAndIsCounted(int maxStripes) {
    MetricsCollector metrics = collector(maxStripes);
    Counter counter = metrics.counter("x_total", "X.").register();
    counter.add(Long.MAX_VALUE);
    assertThat(Seen.of(metrics).count(SATURATED)).isZero();
    counter.inc();
    assertThat(counter.total()).isEqualTo(Long.MAX_VALUE);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("x_total")).isEqualTo(Long.MAX_VALUE);
    assertThat(seen.count(SATURATED)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void whatIsAddedToItAfterAResetIsShownExactly(int maxStripes) throws InterruptedException {
    MetricsCollector metrics = collector(maxStripes);
    Counter counter = metrics.counter("x_total", "X.").register();
    for (int i = 0; i < 5; i++) {
      counter.add(Long.MAX_VALUE);
      TestThreads.join(TestThreads.start(2, () -> counter.add(Long.MAX_VALUE - 1)));
    }
    assertThat(Seen.reset(metrics).count("x_total")).isEqualTo(Long.MAX_VALUE);
    counter.add(3);
    TestThreads.join(TestThreads.start(1, counter::inc));
    assertThat(Seen.reset(metrics).count("x_total")).isEqualTo(4);
    assertThat(Seen.of(metrics).count("x_total")).isZero();
    counter.add(Long.MAX_VALUE);
    assertThat(Seen.of(metrics).count("x_total")).isEqualTo(Long.MAX_VALUE);
    assertThat(counter.total()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void itsFarCellsHoldAsMuch(int maxStripes) {
    MetricsCollector metrics = collector(maxStripes);
    Family<Counter> counters = metrics.counter("x_total", "X.").maxSeries(9_000).family("n");
    for (int n = 0; n < 8_500; n++) {
      counters.with("" + n);
    }
    Counter far = counters.with("8499");
    far.add(Long.MAX_VALUE);
    far.add(2);
    Seen.reset(metrics);
    far.add(7);
    assertThat(Seen.of(metrics).count("x_total{n=\"8499\"}")).isEqualTo(7);
  }

  @Test
  void severalStripesTogetherSaturateToo() throws InterruptedException {
    MetricsCollector metrics = collector(64);
    Counter counter = metrics.counter("x_total", "X.").register();
    counter.add(Long.MAX_VALUE);
    TestThreads.join(TestThreads.start(1, () -> counter.add(5)));
    assertThat(counter.total()).isEqualTo(Long.MAX_VALUE);
    Seen first = Seen.of(metrics);
    assertThat(first.count("x_total")).isEqualTo(Long.MAX_VALUE);
    assertThat(Seen.of(metrics).count(SATURATED)).isPositive();
  }

  @Test
  void fractionsBesideItTakeNothingAway() {
    Counter counter = collector(64).counter("x_total", "X.").register();
    counter.add(Long.MAX_VALUE);
    counter.add(1.5);
    assertThat(counter.total()).isEqualTo(Long.MAX_VALUE);
    assertThat(counter.fractionalTotal()).isEqualTo(0x1p63);
  }

  @Test
  void aRequestRecorderLeavesItWhereItIs() {
    MetricsCollector metrics = collector(64);
    Counter counter = metrics.counter("x_total", "X.").register();
    counter.add(Long.MAX_VALUE);
    RequestRecorder requests = metrics.request().count(counter).build();
    requests.record(200, 1);
    requests.record(200, 1);
    assertThat(Seen.of(metrics).count("x_total")).isEqualTo(Long.MAX_VALUE);
    Seen.reset(metrics);
    requests.record(200, 1);
    assertThat(Seen.of(metrics).count("x_total")).isEqualTo(1);
  }

  @Test
  void aShareOfSuchCountersIsNeverNegative() {
    MetricsCollector metrics = collector(64);
    Family<Counter> counters = metrics.counter("x_total", "X.").family("n");
    RatioGauges shares = metrics.gauge("share", "Share.").ratios(1);
    for (String n : new String[] {"0", "1", "2"}) {
      counters.with(n).add(Long.MAX_VALUE);
      shares.whole(counters.with(n));
    }
    shares.part(counters.with("0"));
    assertThat((double) Seen.of(metrics).get("share")).isBetween(0.3, 1.0);
    Seen.reset(metrics);
    counters.with("0").add(1);
    counters.with("1").add(3);
    assertThat((double) Seen.of(metrics).get("share")).isEqualTo(0.25);
  }

  @Test
  void aCounterOfFractionsIsNeverNegative() {
    MetricsCollector metrics = collector(64);
    Counter counter = metrics.counter("x_seconds_total", "X.").countsPerUnit(1000).register();
    counter.add(Long.MAX_VALUE);
    counter.add(Long.MAX_VALUE);
    assertThat(Seen.reset(metrics).get("x_seconds_total")).isEqualTo(0x1p63 / 1000);
    counter.add(1500);
    assertThat(Seen.of(metrics).get("x_seconds_total")).isEqualTo(1.5);
  }

  private static MetricsCollector collector(int maxStripes) {
    return MetricsCollector.create(
        CollectorConfig.defaults().withClockThread(false).withMaxStripes(maxStripes));
  }
}
