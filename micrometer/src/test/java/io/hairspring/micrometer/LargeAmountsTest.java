package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of which sums are not what one would think. */
class LargeAmountsTest {
  private static final double MOST_WHOLE = 0x1p53;

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxCollectionsPerSecond(0));
  private final HairspringMeterRegistry registry = new HairspringMeterRegistry(metrics);
  private final Counter counter = registry.counter("c");
  private final DistributionSummary sizes =
      DistributionSummary.builder("s").serviceLevelObjectives(100).register(registry);

  private Double value(String sample) {
    return Page.of(registry.scrape()).samples().get(sample);
  }

  private void reset() {
    PrometheusText reader = new PrometheusText();
    reader.begin(new Utf8Buffer());
    metrics.reset(reader);
  }

  @Test
  void aTotalStaysAtTheLargestNumber() {
    for (int i = 0; i < 3_000; i++) {
      counter.increment(MOST_WHOLE);
      sizes.record(MOST_WHOLE);
    }
    assertThat(counter.count()).isEqualTo(0x1p63);
    assertThat(value("c_total{}")).isEqualTo(0x1p63);
    assertThat(value("s_sum{}")).isEqualTo(0x1p63);
  }

  @ParameterizedTest
  @ValueSource(doubles = {MOST_WHOLE - 1, 1e17, 1e308})
  void whatComesAfterAResetIsExact(double large) {
    for (int i = 0; i < 3; i++) {
      counter.increment(large);
      sizes.record(large);
    }
    reset();
    counter.increment();
    sizes.record(5);
    assertThat(value("c_total{}")).isEqualTo(1);
    assertThat(value("s_sum{}")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN, -1})
  void whatIsNoAmountIsNotAdded(double none) {
    counter.increment(none);
    sizes.record(none);
    counter.increment(0.5);
    sizes.record(0.5);
    assertThat(value("c_total{}")).isEqualTo(0.5);
    assertThat(value("s_sum{}")).isEqualTo(0.5);
    assertThat(value("s_count{}")).isEqualTo(1);
    assertThat(value("s_max{}")).isEqualTo(0.5);
  }
}
