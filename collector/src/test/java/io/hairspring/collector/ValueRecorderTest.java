package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.ValueView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ValueRecorderTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void keepsSizesAndTheirQuantilesInTheirOwnUnit() {
    ValueRecorder sizes = metrics.values("answer_bytes", "Sizes.").buckets(1024, 4096).register();
    for (long size : new long[] {0, 1024, 1025, 4096, 1_000_000}) {
      sizes.observe(size);
    }
    ValueView all = sizes.total();
    assertThat(all.sum()).isEqualTo(1_006_145);
    assertThat(all.cumulativeCount(0)).isEqualTo(2);
    assertThat(all.cumulativeCount(1)).isEqualTo(4);
    assertThat(all.max()).isCloseTo(1_000_000, within(10_000.0));
    assertThat(sizes.window().quantile(0.5)).isCloseTo(1025, within(10.25));
    assertThat(sizes.histogram().getTotalCount()).isEqualTo(5);
    assertThat(sizes).hasToString("answer_bytes count 5");
  }

  /** Whatever the places, what is shown is what the rounded values come to. */
  @Property(tries = 100)
  void roundsToItsPlacesAndIsExactFromThereOn(
      @ForAll @IntRange(max = 6) int places,
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(max = 1000) Double> values) {
    double bound = 2.0;
    ValueRecorder recorder =
        MetricsCollector.create()
            .values("score", "Scores.")
            .decimalPlaces(places)
            .buckets(bound)
            .register();
    values.forEach(recorder::observe);
    double perUnit = Math.pow(10, places);
    long[] steps = values.stream().mapToLong(value -> (long) Math.rint(value * perUnit)).toArray();
    Arrays.sort(steps);
    ValueView shown = recorder.total();
    assertThat(shown.sum()).isEqualTo(Arrays.stream(steps).sum() / perUnit);
    assertThat(shown.cumulativeCount(0))
        .isEqualTo(Arrays.stream(steps).filter(step -> step <= bound * perUnit).count());
    double median = steps[(steps.length - 1) / 2] / perUnit;
    assertThat(shown.quantile(0.5)).isBetween(median, median * 1.01 + 1e-9);
  }

  @Test
  void countsWhatItMovesIntoRangeOrRefuses() {
    ValueRecorder scores =
        metrics.values("score", "Scores.").decimalPlaces(2).highestTrackable(100).register();
    scores.observe(-0.001);
    scores.observe(-7);
    scores.observe(100.5);
    scores.observe(Long.MAX_VALUE);
    scores.observe(Double.NaN);
    scores.observe(Double.NEGATIVE_INFINITY, Exemplar.of("trace_id", "1"));
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("hairspring_recordings_clamped_total{bound=\"lowest\"}")).isEqualTo(2L);
    assertThat(seen.get("hairspring_recordings_clamped_total{bound=\"highest\"}")).isEqualTo(2L);
    assertThat(seen.get("hairspring_recordings_rejected_total{reason=\"nan\"}")).isEqualTo(1L);
    assertThat(seen.get("hairspring_recordings_rejected_total{reason=\"infinite\"}")).isEqualTo(1L);
    assertThat(scores.total().sum()).isEqualTo(200);
    assertThat(scores.count()).isEqualTo(4);
  }

  @Test
  void isShownInEveryShapeUnderNamesWithItsUnit() {
    metrics
        .values("answer_bytes", "Sizes.")
        .buckets(10)
        .show(LatencyShape.SUMMARY, LatencyShape.HISTOGRAM, LatencyShape.NATIVE)
        .gauges(LatencyGauge.P95, LatencyGauge.MAX)
        .register()
        .observe(7);
    metrics.values("score", "S.").decimalPlaces(1).gauges(LatencyGauge.AVG).register().observe(.5);
    List<String> names = new ArrayList<>();
    metrics.families().stream()
        .filter(family -> !family.name().startsWith("hairspring_"))
        .map(FamilyView::name)
        .forEach(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "answer_bytes",
            "answer_quantiles_bytes",
            "answer_p95_bytes",
            "answer_max_bytes",
            "score",
            "score_avg");
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("answer_p95_bytes")).isEqualTo(7.0);
    assertThat(seen.get("score_avg")).isEqualTo(0.5);
  }

  @Test
  void closesItsEpochAndLeavesItsWindow() {
    ValueRecorder sizes = metrics.values("x_bytes", "X.").buckets(10).register();
    sizes.observe(3);
    Seen.reset(metrics);
    sizes.observe(20);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("x_bytes_sum")).isEqualTo(20.0);
    assertThat(seen.get("x_bytes_bucket{le=\"10.0\"}")).isEqualTo(0L);
    assertThat(sizes.total().sum()).isEqualTo(23);
    assertThat(sizes.window().sum()).isEqualTo(23);
  }

  @Test
  void keepsExemplarsInItsUnit() {
    ValueRecorder scores =
        metrics.values("score", "S.").decimalPlaces(3).buckets(0.5, 1).register();
    scores.observe(0.75, Exemplar.of("trace_id", "a"));
    double[] seen = {0};
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            return family.kind() == FamilyKind.VALUES;
          }

          @Override
          public void values(io.hairspring.collector.view.SeriesView series, ValueView values) {
            seen[0] = values.exemplar(1).value();
          }
        });
    assertThat(seen[0]).isEqualTo(0.75);
  }

  @Test
  void saysWhatToWriteInsteadOfWhatItCannotKeep() {
    assertThatThrownBy(() -> metrics.values("a", "A.").buckets(0.25).register())
        .hasMessage(
            "bucket 0.25 of a has 2 decimal places, values have 0; expected decimalPlaces(2) or"
                + " another bound");
    assertThatThrownBy(() -> metrics.values("a", "A.").show(LatencyShape.HISTOGRAM).register())
        .hasMessage(
            "a is shown as a histogram and has no buckets; expected some, or another shape");
    assertThatThrownBy(() -> metrics.values("a", "A.").decimalPlaces(7))
        .hasMessage("decimalPlaces of a must be 0 to 6, was 7");
    assertThatThrownBy(
            () -> metrics.values("a", "A.").decimalPlaces(2).highestTrackable(1).register())
        .hasMessage("highest of a must be 10 to 100000000000000 with decimalPlaces(2), was 1");
    assertThatThrownBy(() -> metrics.values("a", "A.").highestTrackable(Double.NaN))
        .hasMessage("highest of a must be positive and finite, was NaN");
    metrics.values("a", "A.").register();
    assertThatThrownBy(() -> metrics.values("a", "A.").decimalPlaces(1).register())
        .hasMessageContaining("decimalPlaces");
  }

  @Test
  void doesNothingWhereItIsSwitchedOff() {
    ValueRecorder off = metrics.values("a", "A.").enabled(false).register();
    off.observe(1);
    off.observe(1.5, Exemplar.of("trace_id", "a"));
    assertThat(off.count()).isZero();
    assertThat(off.total().sum()).isZero();
    assertThat(off.window().quantile(0.5)).isNaN();
    assertThat(off.histogram().getTotalCount()).isZero();
  }
}
