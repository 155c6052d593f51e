package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.ValueView;
import io.hairspring.collector.view.ValueWindowView;
import io.hairspring.collector.view.WindowView;
import java.util.function.DoubleFunction;

/**
 * p50, p95 and p99 of the main window of every series of latencies or values as an aligned table
 * for people, with units that suit each latency. Labels are escaped as in the Prometheus text
 * format; names and labels of more than 64 columns are cut in the middle, and what is not seen or
 * steers a terminal is shown as {@code ?}. Holds the whole table in memory.
 */
public final class LatencySummaryTable extends LatencyVisitor {
  private static final String[] HEAD = {
    "latency", "labels", "window", "count", "p50", "p95", "p99"
  };
  private static final int FIRST_FIGURE = 2;

  private final Utf8Buffer labels = new Utf8Buffer();
  private TextTable table;
  private Utf8Buffer out;

  /** Creates a format. */
  public LatencySummaryTable() {}

  @Override
  public String contentType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    this.out = out;
    table = new TextTable(FIRST_FIGURE, HEAD);
  }

  @Override
  boolean wants(FamilyKind kind) {
    return kind.hasWindows();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    WindowView window = values.window();
    add(series, window, quantile -> TextTable.time(window.quantileNanos(quantile)));
  }

  @Override
  public void values(SeriesView series, ValueView values) {
    ValueWindowView window = values.window();
    add(series, window, quantile -> TextTable.number(window.quantile(quantile)));
  }

  private void add(SeriesView series, ValueWindowView window, DoubleFunction<String> figure) {
    table.add(
        TextTable.cell(family().name()),
        labels(series),
        Math.round(window.windowSeconds()) + " s",
        Long.toString(window.count()),
        figure.apply(0.5),
        figure.apply(0.95),
        figure.apply(0.99));
  }

  @Override
  public void end(Epoch epoch) {
    table.write(out);
    table = null;
    out.ascii("\nepoch ").number(epoch.number());
    out.ascii(", ").ascii(epoch.start().toString());
    out.ascii(" to ").ascii(epoch.end().toString()).ascii('\n');
  }

  private String labels(SeriesView series) {
    labels.clear();
    byte[] target = labels.reserve(series.labelBytes());
    labels.written(series.copyLabels(target, 0));
    return TextTable.cell(labels.toString());
  }
}
