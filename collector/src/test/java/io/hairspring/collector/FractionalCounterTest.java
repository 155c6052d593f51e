package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FractionalCounterTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter cost = metrics.counter("cost_total", "Cost.").register();

  /** Whatever is added in whatever order, what is shown is the exact sum, rounded once. */
  @Property(tries = 100)
  void fractionsAndWholeNumbersAddUpExactly(
      @ForAll @Size(max = 40) List<@DoubleRange(max = 1e18) Double> large,
      @ForAll @Size(max = 40) List<@DoubleRange(max = 1) Double> small) {
    MetricsCollector metrics = MetricsCollector.create();
    Counter counter = metrics.counter("cost_total", "Cost.").register();
    BigDecimal exact = BigDecimal.ZERO;
    for (double n : Stream.concat(large.stream(), small.stream()).toList()) {
      counter.add(n);
      exact = exact.add(new BigDecimal(n));
    }
    double shown = Seen.of(metrics).get("cost_total").doubleValue();
    double expected = exact.doubleValue();
    if (large.stream().allMatch(n -> n < 1e17)) { // whole numbers do not pass 2^63
      assertThat(shown).isEqualTo(expected);
      assertThat(counter.fractionalTotal()).isEqualTo(expected);
      assertThat(counter.total()).isBetween(exact.longValue(), exact.longValue() + 1);
    }
  }

  @Test
  void tenthsComeToAWholeAfterAnyReset() {
    for (int i = 0; i < 10; i++) {
      cost.add(0.1);
    }
    cost.add(5);
    assertThat(Seen.reset(metrics).get("cost_total")).isEqualTo(6.0); // not 5.999999999999999
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(0.0);
    cost.add(0.25);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(0.25);
    assertThat(cost.total()).isEqualTo(6);
    assertThat(cost).hasToString("cost_total 6.25");
  }

  @Test
  void onlyWholeNumbersAreStillShownWhole() {
    cost.add(3.0);
    cost.add(9_007_199_254_740_992.0);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(9_007_199_254_740_995L);
  }

  @Test
  void refusesAndCountsWhatIsNegativeOrNoNumber() {
    cost.add(-0.5);
    cost.add(Double.NaN);
    cost.add(Double.POSITIVE_INFINITY, Exemplar.of("trace_id", "a"));
    cost.add(-0.0);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("cost_total")).isEqualTo(0L);
    String refused = "hairspring_recordings_rejected_total{reason=\"%s\"}";
    assertThat(seen.get(refused.formatted("negative"))).isEqualTo(1L);
    assertThat(seen.get(refused.formatted("nan"))).isEqualTo(1L);
    assertThat(seen.get(refused.formatted("infinite"))).isEqualTo(1L);
  }

  @Test
  void amountsBeyondALongAreNotLost() {
    cost.add(1e300);
    cost.add(0.5);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(1e300);
    assertThat(cost.total()).isEqualTo(Long.MAX_VALUE);
    cost.add(1);
    assertThat(Seen.reset(metrics).get("cost_total")).isEqualTo(1e300);
    cost.add(0.5);
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(0.5);
  }

  @Test
  void whoAddsAFractionIsNotIdle() {
    ManualTime time = new ManualTime();
    MetricsCollector metrics =
        MetricsCollector.create(time.config().withIdleLimit(Duration.ofMinutes(1)));
    Counter counter = metrics.counter("cost_total", "Cost.").register();
    counter.add(0.5);
    metrics.tick();
    time.pass(Duration.ofSeconds(59));
    counter.add(0.5);
    metrics.tick();
    time.pass(Duration.ofSeconds(30));
    metrics.tick();
    assertThat(Seen.of(metrics).get("cost_total")).isEqualTo(1.0);
  }

  @Test
  void ratiosSeeFractions() {
    Counter all = metrics.counter("all_total", "All.").register();
    all.add(4);
    cost.add(0.5);
    cost.add(0.5);
    try (RatioGauges ratio = metrics.gauge("cost_ratio", "Share.").ratios(1)) {
      ratio.part(cost);
      ratio.whole(all);
      assertThat(Seen.of(metrics).get("cost_ratio")).isEqualTo(0.25);
    }
  }
}
