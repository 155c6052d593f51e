package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.WindowView;

/** Checks that the figures of a window agree with each other, while it is written and moved. */
final class WindowsInOrder implements MetricsVisitor {
  private WindowsInOrder() {}

  static void check(MetricsCollector metrics) {
    metrics.visit(new WindowsInOrder());
  }

  @Override
  public boolean family(FamilyView family) {
    return family.kind() == FamilyKind.LATENCY;
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    WindowView window = values.window();
    assertThat(window.count()).isNotNegative();
    assertThat(window.coveredSeconds()).isNotNegative();
    if (window.count() == 0) {
      assertThat(window.quantileNanos(0.5)).isNaN();
    } else {
      assertThat(window.minNanos()).isLessThanOrEqualTo(window.quantileNanos(0.5));
      assertThat(window.quantileNanos(0.5)).isLessThanOrEqualTo(window.quantileNanos(0.99));
      assertThat(window.quantileNanos(1)).isEqualTo(window.maxNanos());
    }
  }

  @Override
  public void counter(SeriesView series, long total) {}

  @Override
  public void fractionalCounter(SeriesView series, double total) {}

  @Override
  public void gauge(SeriesView series, double value) {}

  @Override
  public void histogram(SeriesView series, DistributionView values) {}

  @Override
  public void summary(SeriesView series, SummaryView values) {}

  @Override
  public void info(SeriesView series) {}

  @Override
  public void stateSet(SeriesView series, StateSetView states) {}
}
