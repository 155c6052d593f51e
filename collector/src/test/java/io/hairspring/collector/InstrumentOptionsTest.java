package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a builder can say of any instrument. */
class InstrumentOptionsTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aFixedLabelIsInEverySeries() {
    metrics.counter("x_total", "X.").label("service", "a").family("path").with("/").inc();
    assertThat(Seen.of(metrics).count("x_total{service=\"a\",path=\"/\"}")).isEqualTo(1);
  }

  @Test
  void aFixedLabelIsNotGivenTwice() {
    CounterBuilder builder = metrics.counter("x_total", "X.").label("service", "a");
    assertThatThrownBy(() -> builder.label("service", "b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.family("service"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInstrumentThatIsNotEnabledLeavesItsNameToOthers() {
    metrics.counter("x_total", "X.").enabled(false).register().inc();
    metrics.gauge("g", "G.").enabled(false).callbacks("a").put(() -> 1, "b");
    assertThat(Seen.of(metrics).get("x_total")).isNull();
    assertThat(Seen.of(metrics).get("g{a=\"b\"}")).isNull();
    metrics.counter("x_total", "X.").register().inc();
    assertThat(Seen.of(metrics).count("x_total")).isEqualTo(1);
  }

  @Test
  void theConfiguredBoundOfSeriesHoldsForEveryFamily() {
    MetricsCollector small = MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(1));
    Family<Counter> family = small.counter("x_total", "X.").family("path");
    assertThat(family.with("/b")).isNotSameAs(family.with("/a"));
    assertThat(family.with("/c")).isSameAs(family.with("/a"));
  }

  @Test
  void settingsAtTheirLimitsAreTaken() {
    Duration second = Duration.ofSeconds(1);
    WindowSettings longest = new WindowSettings(Duration.ofDays(1), 60);
    WindowSettings shortest = new WindowSettings(second, 10);
    assertThatCode(
            () -> {
              CollectorConfig.defaults().withMaxStripes(4096).withIdleLimit(second);
              CollectorConfig.defaults().withMaxLabelChars(64).withMaxLabelChars(65_536);
              CollectorConfig.defaults().withWindows(longest, shortest, longest, shortest);
              metrics.counter("x_total", "X.").countsPerUnit(1).maxSeries(1);
              metrics
                  .latency("x_seconds", "X.")
                  .significantDigits(1)
                  .highestTrackable(Duration.ofNanos(1_000));
              metrics
                  .latency("x_seconds", "X.")
                  .significantDigits(3)
                  .highestTrackable(Duration.ofDays(365));
              metrics
                  .histogram("x", "X.")
                  .buckets(IntStream.range(0, 500).asDoubleStream().toArray());
            })
        .doesNotThrowAnyException();
  }

  @Test
  void settingsBelowOneAreRefused() {
    CounterBuilder builder = metrics.counter("x_total", "X.");
    assertThatThrownBy(() -> builder.countsPerUnit(0))
        .hasMessage("countsPerUnit of x_total must be at least 1, was 0");
    assertThatThrownBy(() -> builder.maxSeries(0))
        .hasMessage("maxSeries of x_total must be at least 1, was 0");
  }

  @Test
  void boundsAreThoseOfTheTimeTheyWereGiven() {
    double[] bounds = {1, 2};
    HistogramBuilder builder = metrics.histogram("x", "X.").buckets(bounds);
    bounds[0] = 9;
    builder.register().observe(1);
    assertThat(Seen.of(metrics).count("x_bucket{le=\"1.0\"}")).isEqualTo(1);
  }

  @Test
  void anyNumberIsALabelValue() {
    for (int number : new int[] {-1, 0, 1_023, 1_024, Integer.MIN_VALUE}) {
      assertThat(LabelValues.of(number)).isEqualTo(Integer.toString(number));
    }
  }

  @Test
  void aCounterOfPartsIsShownInUnits() {
    Counter cost = metrics.counter("cost_total", "C.").countsPerUnit(1_000_000).register();
    cost.add(1_250_000);
    assertThat(Seen.reset(metrics).get("cost_total")).isEqualTo(1.25);
    cost.add(500_000);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(0.5);
    assertThat(cost.total()).isEqualTo(1_750_000);
  }
}
