package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.LatencyShape;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.SeriesView;
import io.hairspring.collector.snapshot.StateSetView;
import io.hairspring.collector.snapshot.SummaryView;

/**
 * The Prometheus text format 0.0.4.
 *
 * <p>A latency recorder is a summary of the quantiles 0.5, 0.95 and 0.99, or a histogram, as the
 * shapes of its family say; this format has no native histograms. An info is a gauge, and so is a
 * state set, one series for each state; a gauge whose name ends in {@code _total} is untyped. A
 * series allocates nothing, but for a gauge or a sum that is not a whole number. Bounds and
 * quantiles are canonical floats, so that {@code le="1.0"} is the same series in every format of
 * Prometheus.
 *
 * <p>Source: prometheus/docs, content/docs/instrumenting/exposition_formats.md.
 */
public final class PrometheusText implements MetricsFormat {
  private static final String TOTAL = "_total";

  private final SampleLines lines = new SampleLines(false);
  private Utf8Buffer out;
  private FamilyView family;
  private boolean headed; // whether HELP and TYPE of the family are written

  /** Creates a format. */
  public PrometheusText() {}

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public void begin(Utf8Buffer out) {
    this.out = out;
    lines.begin(out);
    family = null;
  }

  @Override
  public void end(Epoch epoch) {
    // Every line is complete; the format has no end mark.
  }

  @Override
  public boolean family(FamilyView next) {
    if (next.kind() == FamilyKind.LATENCY && next.shapes().isEmpty()) {
      return false;
    }
    family = next;
    lines.family(next.name());
    headed = false; // the first series tells the type
    return true;
  }

  @Override
  public void counter(SeriesView series, long total) {
    head("counter");
    lines.whole("", series, total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    head("counter");
    lines.number("", series, total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    head(family.name().endsWith(TOTAL) ? "untyped" : "gauge"); // promtool refuses such a gauge
    lines.number("", series, value);
  }

  @Override
  public void info(SeriesView series) {
    head("gauge");
    lines.whole("", series, 1);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    head("histogram");
    lines.buckets(series, values);
    lines.number("_sum", series, values.sum());
    lines.whole("_count", series, values.count());
  }

  @Override
  public boolean readsShapesOnly() {
    return true;
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    if (family.shapes().contains(LatencyShape.SUMMARY)) {
      head("summary");
      lines.quantiles(series, values);
    } else {
      head("histogram");
      lines.buckets(series, values, family.shapes());
    }
    lines.seconds("_sum", series, values.sumNanos());
    lines.whole("_count", series, values.count());
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    head("summary");
    lines.quantiles(series, values);
    lines.number("_sum", series, values.sum());
    lines.whole("_count", series, values.count());
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    head("gauge");
    lines.states(series, states);
  }

  private void head(String type) {
    if (headed) {
      return;
    }
    headed = true;
    out.ascii("# HELP ").ascii(family.name()).ascii(' ');
    help(family.help());
    out.ascii("\n# TYPE ").ascii(family.name()).ascii(' ').ascii(type).ascii('\n');
  }

  /** Escapes backslash and newline and nothing else: 0.0.4 knows no quote escape in HELP. */
  private void help(String help) {
    for (int i = 0; i < help.length(); ) {
      int c = help.codePointAt(i);
      switch (c) {
        case '\\' -> out.ascii("\\\\");
        case '\n' -> out.ascii("\\n");
        default -> out.codePoint(c);
      }
      i += Character.charCount(c);
    }
  }
}
