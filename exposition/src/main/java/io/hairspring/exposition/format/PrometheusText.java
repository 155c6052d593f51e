package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.SeriesView;
import java.nio.charset.StandardCharsets;

/**
 * The Prometheus text format 0.0.4.
 *
 * <p>A latency recorder with buckets is a histogram, one without a summary of the quantiles 0.5,
 * 0.95 and 0.99; an info is a gauge. A series allocates nothing, but for a gauge or a sum that is
 * not a whole number. Bounds and quantiles are canonical floats, so that {@code le="1.0"} is the
 * same series in every format of Prometheus.
 *
 * <p>Source: prometheus/docs, content/docs/instrumenting/exposition_formats.md.
 */
public final class PrometheusText implements MetricsFormat {
  private static final double[] QUANTILES = {0.5, 0.95, 0.99};
  private static final byte[] LE = ascii("le");
  private static final byte[] QUANTILE = ascii("quantile");

  private final BoundTexts bounds = new BoundTexts();
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
    family = null;
  }

  @Override
  public void end(Epoch epoch) {
    // Every line is complete; the format has no end mark.
  }

  @Override
  public boolean family(FamilyView next) {
    family = next;
    headed = false; // the first series tells whether latencies are a histogram or a summary
    return true;
  }

  @Override
  public void counter(SeriesView series, long total) {
    head("counter");
    sample("", series, null, null).number(total).ascii('\n');
  }

  @Override
  public void gauge(SeriesView series, double value) {
    head("gauge");
    sample("", series, null, null);
    Numbers.value(out, value);
    out.ascii('\n');
  }

  @Override
  public void info(SeriesView series) {
    head("gauge");
    sample("", series, null, null).ascii("1\n");
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    head("histogram");
    buckets(series, values);
    sample("_sum", series, null, null);
    Numbers.value(out, values.sum());
    out.ascii('\n');
    sample("_count", series, null, null).number(values.count()).ascii('\n');
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    if (values.bounds() > 0) {
      head("histogram");
      buckets(series, values);
    } else {
      head("summary");
      for (double quantile : QUANTILES) {
        sample("", series, QUANTILE, bounds.of(quantile));
        Numbers.seconds(out, values.quantileNanos(quantile));
        out.ascii('\n');
      }
    }
    sample("_sum", series, null, null);
    Numbers.seconds(out, values.sumNanos());
    out.ascii('\n');
    sample("_count", series, null, null).number(values.count()).ascii('\n');
  }

  private void buckets(SeriesView series, DistributionView values) {
    for (int i = 0; i < values.bounds(); i++) {
      sample("_bucket", series, LE, bounds.of(values.bound(i)))
          .number(values.cumulativeCount(i))
          .ascii('\n');
    }
    sample("_bucket", series, LE, bounds.of(Double.POSITIVE_INFINITY))
        .number(values.count())
        .ascii('\n');
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

  /** Writes a line up to its value; {@code label} is one label more, or null for none. */
  private Utf8Buffer sample(String suffix, SeriesView series, byte[] label, byte[] value) {
    out.ascii(family.name()).ascii(suffix);
    int labelBytes = series.labelBytes();
    if (labelBytes > 0 || label != null) {
      out.ascii('{');
      if (labelBytes > 0) {
        byte[] target = out.reserve(labelBytes);
        out.written(series.copyLabels(target, out.length()));
      }
      if (label != null) {
        if (labelBytes > 0) {
          out.ascii(',');
        }
        out.raw(label).ascii("=\"").raw(value).ascii('"');
      }
      out.ascii('}');
    }
    return out.ascii(' ');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
