package io.hairspring.undertow;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.Utf8Buffer;

/** A format of a host's own: the name and a value of each series, without its labels. */
final class CsvFormat implements MetricsFormat {
  private Utf8Buffer out;
  private NameEscaping escaping;
  private String name;

  @Override
  public String contentType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public boolean escapesNames() {
    return true;
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    this.out = out;
    this.escaping = escaping;
    out.ascii("name,value\r\n");
  }

  @Override
  public boolean family(FamilyView family) {
    name = escaping.metric(family.name());
    return true;
  }

  @Override
  public void counter(SeriesView series, long total) {
    line((double) total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    line(total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    line(value);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    line((double) values.count());
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    line(values.window().quantileNanos(0.9)); // which no other format shows
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    line(values.sum());
  }

  @Override
  public void info(SeriesView series) {
    line(1);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    line(states.states());
  }

  @Override
  public void end(Epoch epoch) {
    // Every line is complete.
  }

  private void line(double value) {
    out.utf8(name).ascii(',').ascii(Double.toString(value)).ascii("\r\n");
  }
}
