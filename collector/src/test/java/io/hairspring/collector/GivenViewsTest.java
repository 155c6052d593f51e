package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.SummaryView;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Views of figures that somebody gives, and copies of views that a collection uses again. */
class GivenViewsTest {
  @Test
  void aViewIsOfAsManyCountsAsBoundsAndOfAsManyValuesAsQuantiles() {
    assertThatThrownBy(() -> DistributionView.of(List.of(1.0, 2.0), List.of(1L), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one for each of 2 bounds, were 1");
    assertThatThrownBy(() -> SummaryView.of(List.of(), List.of(1.0), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one for each of 0 quantiles, were 1");
  }

  @Test
  void aCopyOfAHistogramStaysWhatItWas() {
    MetricsCollector metrics = MetricsCollector.create();
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(10, 100).register();
    sizes.observe(7);
    DistributionView before = copy(metrics);
    sizes.observe(70);
    assertThat(copy(metrics).count()).isEqualTo(2);
    assertThat(before).isEqualTo(DistributionView.of(List.of(10.0, 100.0), List.of(1L, 1L), 1, 7));
    assertThat(DistributionView.copyOf(before)).isSameAs(before);
  }

  private static DistributionView copy(MetricsCollector metrics) {
    AtomicReference<DistributionView> copy = new AtomicReference<>();
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            return family.name().equals("size_bytes");
          }

          @Override
          public void histogram(SeriesView series, DistributionView values) {
            copy.set(DistributionView.copyOf(values));
          }
        });
    return copy.get();
  }
}
