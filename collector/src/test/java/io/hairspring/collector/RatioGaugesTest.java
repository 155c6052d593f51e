package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioGaugesTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter hits = metrics.counter("hits_total", "H.").register();
  private final Counter misses = metrics.counter("misses_total", "M.").register();

  @Test
  void aRatioIsTheShareOfThePartsInTheWholes() {
    RatioGauges ratio = metrics.gauge("rate", "R.").ratios(1);
    show(ratio);
    hits.add(3);
    misses.add(1);
    assertThat(Seen.of(metrics).get("rate")).isEqualTo(0.75);
  }

  @Test
  void aRatioOfNothingIsNotANumber() {
    show(metrics.gauge("rate", "R.").ratios(1));
    assertThat(Seen.of(metrics).get("rate")).isEqualTo(Double.NaN);
  }

  @Test
  void aRatioStartsAnewWithTheEpoch() {
    RatioGauges ratio = metrics.gauge("rate", "R.").ratios(100);
    show(ratio);
    hits.add(3);
    misses.add(1);
    assertThat(Seen.reset(metrics).get("rate")).isEqualTo(75.0);
    misses.inc();
    assertThat(Seen.of(metrics).get("rate")).isEqualTo(0.0);
    hits.inc();
    assertThat(Seen.of(metrics).get("rate")).isEqualTo(50.0);
  }

  @Test
  void aCounterAddedTwiceCountsOnce() {
    RatioGauges ratio = metrics.gauge("rate", "R.").ratios(1, "cache");
    for (int i = 0; i < 2; i++) {
      ratio.part(hits, "a");
      ratio.whole(hits, "a");
      ratio.whole(misses, "a");
    }
    hits.inc();
    misses.inc();
    assertThat(Seen.of(metrics).get("rate{cache=\"a\"}")).isEqualTo(0.5);
  }

  private void show(RatioGauges ratio) {
    ratio.part(hits);
    ratio.whole(hits);
    ratio.whole(misses);
  }
}
