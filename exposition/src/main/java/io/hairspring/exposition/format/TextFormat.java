package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.ValueView;

/** What the text formats of Prometheus have in common. */
abstract class TextFormat implements MetricsFormat {
  static final String TOTAL = "_total";

  private final Spelling spelling = new Spelling();
  private final SampleLines lines;
  private Utf8Buffer out;
  private FamilyView family;
  private SpelledFamily spelled;
  private boolean headed; // whether the family's comments are written

  /** Creates a format that knows exemplars, or does not. */
  TextFormat(boolean withExemplars) {
    lines = new SampleLines(withExemplars);
  }

  @Override
  public final boolean escapesNames() {
    return true;
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    this.out = out;
    lines.begin(out);
    spelling.begin(escaping);
    family = null;
  }

  @Override
  public final boolean family(FamilyView next) {
    if (next.kind().hasWindows() && next.shapes().isEmpty()) {
      return false;
    }
    family = next;
    spelled = spelling.of(next);
    headed = false; // the first series tells the type
    lines.family(spelled, dropped(next.kind(), spelled.name()));
    return true;
  }

  /** Returns with which end of its name a family goes without, empty for none. */
  abstract String dropped(FamilyKind kind, String name);

  @Override
  public final boolean readsShapesOnly() {
    return true;
  }

  @Override
  public final void latency(SeriesView series, LatencyView values) {
    if (family.shapes().contains(LatencyShape.SUMMARY)) {
      head("summary");
      lines.quantiles(series, values, family.quantiles());
    } else {
      head("histogram");
      lines.buckets(series, values, family.shapes());
    }
    sum(series, values);
    lines.whole("_count", series, values.count());
    created(series);
  }

  @Override
  public final void values(SeriesView series, ValueView values) {
    if (family.shapes().contains(LatencyShape.SUMMARY)) {
      head("summary");
      lines.quantiles(series, values, family.quantiles());
    } else {
      head("histogram");
      lines.buckets(series, values, family.shapes());
    }
    lines.number("_sum", series, values.sum());
    lines.whole("_count", series, values.count());
    created(series);
  }

  private void sum(SeriesView series, LatencyView values) {
    long nanos = values.sumNanos();
    if (nanos < Long.MAX_VALUE) {
      lines.seconds("_sum", series, nanos);
    } else {
      lines.number("_sum", series, values.sum()); // that goes on
    }
  }

  /** Writes since when the values of a series count, if the format shows that. */
  abstract void created(SeriesView series);

  final Utf8Buffer out() {
    return out;
  }

  final SampleLines lines() {
    return lines;
  }

  /** Returns the family's name as it is spelled, with its end. */
  final String name() {
    return spelled.name();
  }

  /** Writes the family's comments, unless they are there. */
  final void head(String type) {
    if (!headed) {
      headed = true;
      comments(type, family.help());
    }
  }

  /** Writes what is said of a family before its first line. */
  abstract void comments(String type, String help);

  /** Writes a comment up to what it says. */
  final Utf8Buffer comment(String keyword) {
    out.ascii("# ").ascii(keyword).ascii(' ');
    lines.name();
    return out.ascii(' ');
  }
}
