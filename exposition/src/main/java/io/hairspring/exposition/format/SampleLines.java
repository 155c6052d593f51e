package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The lines of samples, which text 0.0.4 and OpenMetrics spell alike. A line allocates nothing, but
 * for a value that is not a whole number. Not thread-safe.
 */
final class SampleLines {
  private static final byte[] LE = ascii("le=\"");
  private static final byte[] QUANTILE = ascii("quantile=\"");
  private static final byte[] END_OF_LABELS = ascii("} ");
  private static final int MOST_MARKS = 2; // a quote after the name, and what labels begin with

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final BoundTexts bounds = new BoundTexts();
  private final boolean withExemplars;
  private final EncodedLabels encoded = new EncodedLabels();
  private Utf8Buffer out;
  private SpelledFamily family;
  private int nameEnd; // of the part of the family's name that the names of lines begin with

  /** Creates lines of a format that knows exemplars, or does not. */
  SampleLines(boolean withExemplars) {
    this.withExemplars = withExemplars;
  }

  /** Begins an answer. */
  void begin(Utf8Buffer out) {
    this.out = out;
  }

  /** Sets whose lines are written from now on; their names begin with its own without an end. */
  void family(SpelledFamily family, String end) {
    this.family = family;
    nameEnd = family.text().length - end.length();
  }

  /** Writes the family's name as it stands in a comment. */
  void name() {
    out.raw(family.text(), family.isQuoted() ? 1 : 0, nameEnd); // a comment has no brace
    if (family.isQuoted()) {
      out.ascii('"');
    }
  }

  /** Writes a line with a whole number. */
  void whole(String suffix, SeriesView series, long value) {
    start(suffix, series).line(value);
  }

  /** Writes a line with a counter's total. */
  void total(String suffix, SeriesView series, long value) {
    start(suffix, series).number(value);
    exemplar(withExemplars ? series.exemplar() : null);
    out.ascii('\n');
  }

  /** Writes a line that says since when the values count, if that is known. */
  void created(SeriesView series) {
    long millis = series.createdMillis();
    if (millis > 0) {
      seconds("_created", series, millis * NANOS_PER_MILLI);
    }
  }

  private void exemplar(ExemplarView exemplar) {
    if (exemplar == null) {
      return;
    }
    out.ascii(" # {");
    byte[] target = out.reserve(exemplar.labelBytes());
    out.written(exemplar.copyLabels(target, out.length()));
    out.ascii("} ");
    Numbers.value(out, exemplar.value());
    out.ascii(' ');
    Numbers.seconds(out, exemplar.timestampMillis() * NANOS_PER_MILLI);
  }

  /** Writes a line with any number. */
  void number(String suffix, SeriesView series, double value) {
    start(suffix, series);
    Numbers.value(out, value);
    out.ascii('\n');
  }

  /** Writes a line with a sum, if there is one. */
  void sum(SeriesView series, double sum) {
    if (!Double.isNaN(sum)) {
      number("_sum", series, sum);
    }
  }

  /** Writes a line with nanoseconds as seconds, exactly. */
  void seconds(String suffix, SeriesView series, long nanos) {
    start(suffix, series);
    Numbers.seconds(out, nanos);
    out.ascii('\n');
  }

  /** Writes the cumulative buckets, the one above all bounds last. */
  void buckets(SeriesView series, DistributionView values) {
    buckets(series, values, values.bounds());
  }

  /** Writes the buckets of a recorder in these shapes; only classic ones have bounds. */
  void buckets(SeriesView series, ValueView values, Set<LatencyShape> shapes) {
    buckets(series, values, shapes.contains(LatencyShape.HISTOGRAM) ? values.bounds() : 0);
  }

  private void buckets(SeriesView series, DistributionView values, int finite) {
    int start = open("_bucket", series, LE);
    int end = out.length(); // the lines of a series differ only from here on
    out.written(start);
    for (int i = 0; i < finite; i++) {
      out.again(start, end, bounds.of(values.bound(i)), values.cumulativeCount(i));
      exemplar(withExemplars ? values.exemplar(i) : null);
      out.ascii('\n');
    }
    out.again(start, end, bounds.of(Double.POSITIVE_INFINITY), values.count());
    exemplar(withExemplars ? values.exemplar(values.bounds()) : null);
    out.ascii('\n');
  }

  // Without quantiles the window is not asked for: what reads shapes alone may then have none.

  /** Writes the quantiles of a latency recorder's window. */
  void quantiles(SeriesView series, LatencyView values, List<Double> quantiles) {
    for (int i = 0; i < quantiles.size(); i++) {
      double quantile = quantiles.get(i);
      open("", series, QUANTILE);
      out.raw(bounds.of(quantile));
      Numbers.seconds(out, values.window().quantileNanos(quantile));
      out.ascii('\n');
    }
  }

  /** Writes the quantiles of a value recorder's window. */
  void quantiles(SeriesView series, ValueView values, List<Double> quantiles) {
    for (int i = 0; i < quantiles.size(); i++) {
      double quantile = quantiles.get(i);
      open("", series, QUANTILE);
      out.raw(bounds.of(quantile));
      Numbers.value(out, values.window().quantile(quantile));
      out.ascii('\n');
    }
  }

  /** Writes the quantiles of a summary that somebody else keeps. */
  void quantiles(SeriesView series, SummaryView values) {
    for (int i = 0; i < values.quantiles(); i++) {
      open("", series, QUANTILE);
      out.raw(bounds.of(values.quantile(i)));
      Numbers.value(out, values.value(i));
      out.ascii('\n');
    }
  }

  /** Writes a line for each state. */
  void states(SeriesView series, StateSetView states) {
    for (int i = 0; i < states.states(); i++) {
      open("", series, family.stateLabelText());
      out.ascii("=\"");
      TextEscapes.quoted(out, states.state(i));
      out.ascii("\"} ").ascii(states.isOn(i) ? '1' : '0').ascii('\n');
    }
  }

  /** Writes a line up to its value. */
  private Utf8Buffer start(String suffix, SeriesView series) {
    return open(suffix, series) ? out.raw(END_OF_LABELS) : out.ascii(' ');
  }

  /**
   * Writes a line up to the value of one label more, of which {@code label} is the beginning;
   * returns where the line starts.
   */
  private int open(String suffix, SeriesView series, byte[] label) {
    int start = out.length();
    out.ascii(open(suffix, series) ? ',' : '{').raw(label);
    return start;
  }

  /** Writes a line's name and labels; returns whether a brace is open, and something in it. */
  private boolean open(String suffix, SeriesView series) {
    int labelBytes = series.labelBytes();
    boolean quoted = family.isQuoted();
    byte[] target = out.reserve(nameEnd + suffix.length() + labelBytes + MOST_MARKS);
    int at = out.length();
    System.arraycopy(family.text(), 0, target, at, nameEnd);
    at += nameEnd;
    for (int i = 0; i < suffix.length(); i++) {
      target[at++] = (byte) suffix.charAt(i);
    }
    if (quoted) {
      target[at++] = '"';
    }
    if (labelBytes > 0) {
      target[at++] = (byte) (quoted ? ',' : '{'); // a name in quotes stands within the braces
      if (family.labels() == null) {
        at = series.copyLabels(target, at);
      }
    }
    out.written(at);
    if (labelBytes > 0 && family.labels() != null) {
      renamed(series, family.labels());
    }
    return quoted || labelBytes > 0;
  }

  /** Writes labels under other names, which need no quotes. */
  private void renamed(SeriesView series, List<String> names) {
    encoded.of(series);
    String separator = "";
    for (int i = 0; i < names.size(); i++) {
      if (!series.lacksLabel(i)) {
        encoded.next();
        out.ascii(separator).ascii(names.get(i)).ascii("=\"");
        encoded.quotedValue(out);
        out.ascii('"');
        separator = ",";
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
