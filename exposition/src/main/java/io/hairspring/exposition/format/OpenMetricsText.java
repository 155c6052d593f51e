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
import java.util.List;

/**
 * The OpenMetrics text format 1.0.
 *
 * <p>Its samples are those of {@link PrometheusText}, under the same names: only what is said of
 * them differs. A family is called without {@code _total} and {@code _info}, and has a unit if that
 * name ends in {@code _seconds} or {@code _bytes}. Here a counter {@code x_total} may not stand
 * beside another family {@code x}; where it does, it keeps its whole name and is of the type {@code
 * unknown}, and so is an info; a gauge of such a name is unknown always. A histogram has neither
 * sum nor count where the format forbids them: with a negative bound, or with a sum that is
 * negative or NaN; nor has a summary such a sum, or quantiles with a negative value. Counters and
 * buckets show their exemplars, and creation times on demand.
 *
 * <p>Allocates a little per family; a series allocates nothing, but for a gauge or a sum that is
 * not a whole number.
 *
 * <p>Source: prometheus/OpenMetrics, specification/OpenMetrics.md, version 1.0.0.
 */
public final class OpenMetricsText implements MetricsFormat {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";
  private static final List<String> UNITS = List.of("seconds", "bytes");

  private final SampleLines lines = new SampleLines(true);
  private final boolean withCreated;
  private final ClaimedNames claimed = new ClaimedNames();
  private Utf8Buffer out;
  private FamilyView family;
  private String suffix; // what the family's name lacks for that of its samples
  private String type;
  private boolean headed; // whether TYPE, UNIT and HELP of the family are written

  /** Creates a format that does not show creation times. */
  public OpenMetricsText() {
    this(false);
  }

  /**
   * Creates a format.
   *
   * @param withCreated whether each counter, histogram and summary also has a {@code _created}
   *     line: when it was made or last reset. That is one series more for each in a Prometheus that
   *     does not read it as a time.
   */
  public OpenMetricsText(boolean withCreated) {
    this.withCreated = withCreated;
  }

  @Override
  public String contentType() {
    return "application/openmetrics-text; version=1.0.0; charset=utf-8";
  }

  @Override
  public void begin(Utf8Buffer out) {
    this.out = out;
    lines.begin(out);
    claimed.clear();
    family = null;
  }

  @Override
  public void end(Epoch epoch) {
    out.ascii("# EOF\n");
  }

  @Override
  public boolean family(FamilyView next) {
    if (next.kind() == FamilyKind.LATENCY && next.shapes().isEmpty()) {
      return false;
    }
    family = next;
    headed = false; // the first series tells the type
    suffix = "";
    switch (next.kind()) {
      case COUNTER -> shorten(TOTAL, "counter");
      case INFO -> shorten(INFO, "info");
      case GAUGE, STATESET -> claimed.plain(next.name());
      case HISTOGRAM, LATENCY, SUMMARY -> claimed.distribution(next.name());
    }
    lines.family(name());
    return true;
  }

  private void shorten(String ending, String wanted) {
    String whole = family.name();
    String name = whole.substring(0, whole.length() - ending.length());
    boolean free = ending.equals(TOTAL) ? claimed.counter(name) : claimed.info(name);
    if (free && !name.isEmpty()) {
      suffix = ending;
      type = wanted;
    } else {
      claimed.plain(whole);
      type = "unknown";
    }
  }

  private String name() {
    return family.name().substring(0, family.name().length() - suffix.length());
  }

  @Override
  public void counter(SeriesView series, long total) {
    head(type);
    if (suffix.isEmpty()) {
      lines.whole(suffix, series, total); // unknown, which has neither exemplars nor an age
      return;
    }
    lines.total(suffix, series, total);
    created(series);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    head(type);
    lines.number(suffix, series, total);
    if (!suffix.isEmpty()) {
      created(series);
    }
  }

  private void created(SeriesView series) {
    if (withCreated) {
      lines.created(series);
    }
  }

  @Override
  public void gauge(SeriesView series, double value) {
    head(family.name().endsWith(TOTAL) ? "unknown" : "gauge");
    lines.number("", series, value);
  }

  @Override
  public void info(SeriesView series) {
    head(type);
    lines.whole(suffix, series, 1);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    head("histogram");
    lines.buckets(series, values);
    boolean negativeBound = values.bounds() > 0 && values.bound(0) < 0;
    if (!negativeBound && values.sum() >= 0) {
      lines.number("_sum", series, values.sum());
      lines.whole("_count", series, values.count());
    }
    created(series);
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
    created(series);
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    head("summary");
    if (!anyNegative(values)) {
      lines.quantiles(series, values);
    }
    if (values.sum() >= 0) {
      lines.number("_sum", series, values.sum());
    }
    lines.whole("_count", series, values.count());
    created(series);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    head("stateset");
    lines.states(series, states);
  }

  private static boolean anyNegative(SummaryView values) {
    for (int i = 0; i < values.quantiles(); i++) {
      if (values.value(i) < 0) {
        return true;
      }
    }
    return false;
  }

  private void head(String type) {
    if (headed) {
      return;
    }
    headed = true;
    String name = name();
    out.ascii("# TYPE ").ascii(name).ascii(' ').ascii(type).ascii('\n');
    for (String unit : UNITS) {
      boolean withUnit = !type.equals("info") && !type.equals("stateset");
      if (withUnit && name.endsWith("_" + unit)) {
        out.ascii("# UNIT ").ascii(name).ascii(' ').ascii(unit).ascii('\n');
      }
    }
    out.ascii("# HELP ").ascii(name).ascii(' ');
    help(family.help());
    out.ascii('\n');
  }

  /** Escapes quotes too, unlike text 0.0.4. */
  private void help(String help) {
    for (int i = 0; i < help.length(); ) {
      int c = help.codePointAt(i);
      switch (c) {
        case '\\' -> out.ascii("\\\\");
        case '\n' -> out.ascii("\\n");
        case '"' -> out.ascii("\\\"");
        default -> out.codePoint(c);
      }
      i += Character.charCount(c);
    }
  }
}
