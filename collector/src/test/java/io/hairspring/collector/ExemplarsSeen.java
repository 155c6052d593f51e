package io.hairspring.collector;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.SeriesView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The exemplars of one family: that of a counter, or those of all buckets. */
public final class ExemplarsSeen extends DecliningVisitor {
  private final String name;
  private final Function<ExemplarView, String> text;
  private final List<String> seen = new ArrayList<>();

  private ExemplarsSeen(String name, Function<ExemplarView, String> text) {
    this.name = name;
    this.text = text;
  }

  /** Returns what {@code text} makes of each exemplar, and "none" where there is none. */
  public static List<String> of(
      MetricsCollector metrics, String name, Function<ExemplarView, String> text) {
    ExemplarsSeen exemplars = new ExemplarsSeen(name, text);
    metrics.visit(exemplars);
    return exemplars.seen;
  }

  @Override
  public boolean family(FamilyView family) {
    return family.name().equals(name);
  }

  @Override
  public void counter(SeriesView series, long total) {
    add(series.exemplar());
  }

  @Override
  public void histogram(SeriesView series, DistributionView histogram) {
    for (int i = 0; i <= histogram.bounds(); i++) {
      add(histogram.exemplar(i));
    }
  }

  @Override
  public void latency(SeriesView series, LatencyView latencies) {
    histogram(series, latencies);
  }

  private void add(ExemplarView exemplar) {
    seen.add(exemplar == null ? "none" : text.apply(exemplar));
  }
}
