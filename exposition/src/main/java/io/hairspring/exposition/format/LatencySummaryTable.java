package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.WindowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * p50, p95 and p99 of the main window of every latency series as an aligned table for people, with
 * units that suit each figure. Labels are escaped as in the Prometheus text format; names and
 * labels of more than 64 columns are cut in the middle, and what is not seen or steers a terminal
 * is shown as {@code ?}. Holds the whole table in memory.
 */
public final class LatencySummaryTable extends LatencyVisitor {
  private static final String[] HEAD = {
    "latency", "labels", "window", "count", "p50", "p95", "p99"
  };
  private static final int FIRST_FIGURE = 2; // the columns from here on are aligned to the right
  private static final double MICROSECOND = 1e3;
  private static final double MILLISECOND = 1e6;
  private static final double SECOND = 1e9;

  private final Utf8Buffer labels = new Utf8Buffer();
  private final List<String[]> rows = new ArrayList<>();
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
    rows.clear();
    rows.add(HEAD);
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    WindowView window = values.window();
    rows.add(
        new String[] {
          CellText.of(family().name()),
          labels(series),
          Math.round(window.windowSeconds()) + " s",
          Long.toString(window.count()),
          time(window.quantileNanos(0.5)),
          time(window.quantileNanos(0.95)),
          time(window.quantileNanos(0.99))
        });
  }

  @Override
  public void end(Epoch epoch) {
    int[] widths = new int[HEAD.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], CellText.columns(row[i]));
      }
    }
    for (String[] row : rows) {
      write(row, widths);
    }
    rows.clear();
    out.ascii("\nepoch ").number(epoch.number());
    out.ascii(", ").ascii(epoch.start().toString());
    out.ascii(" to ").ascii(epoch.end().toString()).ascii('\n');
  }

  private void write(String[] row, int[] widths) {
    for (int i = 0; i < row.length; i++) {
      int missing = widths[i] - CellText.columns(row[i]);
      if (i > 0) {
        out.ascii("  ");
      }
      if (i >= FIRST_FIGURE) {
        out.ascii(" ".repeat(missing)).utf8(row[i]);
      } else {
        out.utf8(row[i]).ascii(" ".repeat(missing));
      }
    }
    out.ascii('\n');
  }

  private String labels(SeriesView series) {
    labels.clear();
    byte[] target = labels.reserve(series.labelBytes());
    labels.written(series.copyLabels(target, 0));
    return CellText.of(labels.toString());
  }

  /** Returns three significant digits and a unit, such as {@code 12.3 ms}; {@code -} for NaN. */
  private static String time(double nanos) {
    if (Double.isNaN(nanos)) {
      return "-";
    }
    if (nanos < MICROSECOND) {
      return digits(nanos) + " ns";
    }
    if (nanos < MILLISECOND) {
      return digits(nanos / MICROSECOND) + " µs";
    }
    if (nanos < SECOND) {
      return digits(nanos / MILLISECOND) + " ms";
    }
    return digits(nanos / SECOND) + " s";
  }

  private static String digits(double value) {
    String pattern = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
