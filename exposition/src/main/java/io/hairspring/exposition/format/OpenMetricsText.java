package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
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
public final class OpenMetricsText extends TextFormat {
  private static final String INFO = "_info";
  private static final List<String> UNITS = List.of("seconds", "bytes");

  private final boolean withCreated;
  private final ClaimedNames claimed = new ClaimedNames();
  private String suffix; // what the family's name lacks for that of its samples
  private String type; // of a counter or an info

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
    super(true);
    this.withCreated = withCreated;
  }

  @Override
  public String contentType() {
    return "application/openmetrics-text; version=1.0.0; charset=utf-8";
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    super.begin(out, escaping);
    claimed.clear();
  }

  @Override
  public void end(Epoch epoch) {
    out().ascii("# EOF\n");
  }

  @Override
  String dropped(FamilyKind kind, String name) {
    suffix = "";
    switch (kind) {
      case COUNTER -> shorten(name, TOTAL, "counter");
      case INFO -> shorten(name, INFO, "info");
      case GAUGE, STATESET -> claimed.plain(name);
      case HISTOGRAM, LATENCY, VALUES, SUMMARY -> claimed.distribution(name);
    }
    return suffix;
  }

  private void shorten(String whole, String ending, String wanted) {
    String name = whole.substring(0, whole.length() - ending.length());
    boolean free = ending.equals(TOTAL) ? claimed.counter(name) : claimed.info(name);
    if (free) {
      suffix = ending;
      type = wanted;
    } else {
      claimed.plain(whole);
      type = "unknown";
    }
  }

  @Override
  public void counter(SeriesView series, long total) {
    head(type);
    if (suffix.isEmpty()) {
      lines().whole(suffix, series, total); // unknown, which has neither exemplars nor an age
      return;
    }
    lines().total(suffix, series, total);
    created(series);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    head(type);
    lines().number(suffix, series, total);
    if (!suffix.isEmpty()) {
      created(series);
    }
  }

  @Override
  void created(SeriesView series) {
    if (withCreated) {
      lines().created(series);
    }
  }

  @Override
  public void gauge(SeriesView series, double value) {
    head(name().endsWith(TOTAL) ? "unknown" : "gauge");
    lines().number("", series, value);
  }

  @Override
  public void info(SeriesView series) {
    head(type);
    lines().whole(suffix, series, 1);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    head("histogram");
    lines().buckets(series, values);
    boolean negativeBound = values.bounds() > 0 && values.bound(0) < 0;
    if (!negativeBound && values.sum() >= 0) {
      lines().number("_sum", series, values.sum());
      lines().whole("_count", series, values.count());
    }
    created(series);
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    head("summary");
    if (!anyNegative(values)) {
      lines().quantiles(series, values);
    }
    if (values.sum() >= 0) {
      lines().number("_sum", series, values.sum());
    }
    if (values.hasCount()) {
      lines().whole("_count", series, values.count());
    }
    created(series);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    head("stateset");
    lines().states(series, states);
  }

  private static boolean anyNegative(SummaryView values) {
    for (int i = 0; i < values.quantiles(); i++) {
      if (values.value(i) < 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  void comments(String type, String help) {
    comment("TYPE").ascii(type).ascii('\n');
    boolean withUnit = !type.equals("info") && !type.equals("stateset");
    for (String unit : UNITS) {
      if (withUnit && name().endsWith("_" + unit + suffix)) {
        comment("UNIT").ascii(unit).ascii('\n');
      }
    }
    TextEscapes.quoted(comment("HELP"), help).ascii('\n'); // quotes too, unlike text 0.0.4
  }
}
