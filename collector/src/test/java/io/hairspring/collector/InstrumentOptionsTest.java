package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void aCounterOfPartsIsShownInUnits() {
    Counter cost = metrics.counter("cost_total", "C.").countsPerUnit(1_000_000).register();
    cost.add(1_250_000);
    assertThat(Seen.reset(metrics).get("cost_total")).isEqualTo(1.25);
    cost.add(500_000);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(0.5);
    assertThat(cost.total()).isEqualTo(1_750_000);
  }
}
