package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;

/**
 * The Prometheus text format 0.0.4, or 1.0.0, which differs in its content type alone.
 *
 * <p>A latency recorder is a summary of its family's quantiles, or a histogram, as the shapes of
 * its family say; this format has no native histograms. An info is a gauge, and so is a state set,
 * one series for each state; a gauge whose name ends in {@code _total} is untyped. A series
 * allocates nothing, but for a gauge or a sum that is not a whole number. Bounds and quantiles are
 * canonical floats, so that {@code le="1.0"} is the same series in every format of Prometheus.
 * Names of other than classic characters are escaped, or stand in quotes for readers that want them
 * as they are.
 *
 * <p>Source: prometheus/docs, content/docs/instrumenting/exposition_formats.md.
 */
public final class PrometheusText extends TextFormat {
  private final String version;

  private PrometheusText(String version) {
    super(false);
    this.version = version;
  }

  /** Creates a format of version 0.0.4. */
  public PrometheusText() {
    this("0.0.4");
  }

  /** Creates a format of version 1.0.0. */
  public static PrometheusText version1() {
    return new PrometheusText("1.0.0");
  }

  @Override
  public String contentType() {
    return "text/plain; version=" + version + "; charset=utf-8";
  }

  @Override
  public boolean saysEscaping() {
    return version.equals("1.0.0");
  }

  @Override
  public void end(Epoch epoch) {
    // Every line is complete; the format has no end mark.
  }

  @Override
  String dropped(FamilyKind kind, String name) {
    return "";
  }

  @Override
  public void counter(SeriesView series, long total) {
    head("counter");
    lines().whole("", series, total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    head("counter");
    lines().number("", series, total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    head(name().endsWith(TOTAL) ? "untyped" : "gauge"); // promtool refuses such a gauge
    lines().number("", series, value);
  }

  @Override
  public void info(SeriesView series) {
    head("gauge");
    lines().whole("", series, 1);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    head("histogram");
    lines().buckets(series, values);
    lines().sum(series, values.sum());
    lines().whole("_count", series, values.count());
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    head("summary");
    lines().quantiles(series, values);
    lines().sum(series, values.sum());
    if (values.hasCount()) {
      lines().whole("_count", series, values.count());
    }
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    head("gauge");
    lines().states(series, states);
  }

  @Override
  void created(SeriesView series) {
    // Would be a gauge of its own here.
  }

  @Override
  void comments(String type, String help) {
    TextEscapes.plain(comment("HELP"), help).ascii('\n'); // which knows no escape of a quote
    comment("TYPE").ascii(type).ascii('\n');
  }
}
