package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import io.hairspring.collector.view.ValueWindowView;
import io.hairspring.collector.view.WindowView;
import java.util.function.DoubleUnaryOperator;

/**
 * Everything as JSON: an object with {@code families}, each with {@code name}, {@code type}, {@code
 * help} and {@code series}; then {@code providers}, where series have such a label: an object of
 * each provider's figures by family; then {@code epoch}.
 *
 * <p>A series has {@code labels}, and a {@code value}; for a distribution {@code count}, {@code
 * sum} and, if it has bounds, cumulative {@code buckets}; for a state set {@code states}, each with
 * whether it is on.
 *
 * <p>A latency also has {@code min}, {@code max}, {@code mean}, {@code p50}, {@code p95}, {@code
 * p99} and {@code p999} of its main window, in seconds, {@code "NaN"} where nothing was recorded;
 * {@code window} says how long that is and how much came in; {@code epoch} has the same figures
 * since the last reset; {@code windows} has those of all windows, if there are several. A recorder
 * is shown once, whatever shapes it has in other formats. Values have the same members, in their
 * own unit.
 *
 * <p>Numbers that JSON cannot hold are strings, as {@link JsonWriter} says. Allocates a little per
 * series.
 */
public final class MetricsJson implements MetricsFormat {
  private JsonWriter json;
  private FamilyView family;
  private boolean familyOpen;
  private ProviderFigures providers;

  /** Creates a format. */
  public MetricsJson() {}

  @Override
  public String contentType() {
    return JsonParts.CONTENT_TYPE;
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    json = new JsonWriter(out);
    familyOpen = false;
    providers = new ProviderFigures();
    json.beginObject().name("families").beginArray();
  }

  @Override
  public void end(Epoch epoch) {
    closeFamily();
    json.endArray();
    providers.write(json);
    JsonParts.epoch(json, epoch);
    json.endObject();
  }

  @Override
  public boolean family(FamilyView next) {
    closeFamily();
    if (next.isDerived()) {
      return false; // a latency shows its quantiles, its mean and its extremes itself
    }
    family = next;
    providers.family(next);
    familyOpen = true;
    json.beginObject();
    json.name("name").value(next.name());
    json.name("type").value(type(next.kind()));
    json.name("help").value(next.help());
    json.name("series").beginArray();
    return true;
  }

  @Override
  public void counter(SeriesView series, long total) {
    providers.counter(series, total);
    open(series).name("value").value(total).endObject();
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    providers.fractionalCounter(series, total);
    open(series).name("value").value(total).endObject();
  }

  @Override
  public void gauge(SeriesView series, double value) {
    providers.gauge(series, value);
    open(series).name("value").value(value).endObject();
  }

  @Override
  public void info(SeriesView series) {
    open(series).name("value").value(1).endObject();
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    open(series);
    json.name("count").value(values.count());
    sum(values.sum());
    buckets(values);
    json.endObject();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    providers.recorded(series, values.count(), values.sumNanos() / 1e9);
    open(series);
    json.name("count").value(values.count());
    sum(values);
    if (values.bounds() > 0) {
      buckets(values);
    }
    figures(values.window());
    json.name("window").beginObject();
    extent(values.window());
    json.endObject();
    if (values.windows() > 1) {
      windows(values);
    }
    json.name("epoch").beginObject();
    boolean empty = values.count() == 0;
    json.name("min").seconds(empty ? Double.NaN : values.minNanos());
    json.name("max").seconds(empty ? Double.NaN : values.maxNanos());
    json.name("mean").seconds(values.meanNanos());
    quantiles(values::quantileNanos);
    json.endObject();
    json.endObject();
  }

  @Override
  public void values(SeriesView series, ValueView values) {
    providers.recorded(series, values.count(), values.sum());
    open(series);
    json.name("count").value(values.count());
    sum(values.sum());
    if (values.bounds() > 0) {
      buckets(values);
    }
    figures(values.window());
    json.name("window").beginObject();
    extent(values.window());
    json.endObject();
    if (values.windows() > 1) {
      json.name("windows").beginArray();
      for (int i = 0; i < values.windows(); i++) {
        json.beginObject();
        extent(values.window(i));
        figures(values.window(i));
        json.endObject();
      }
      json.endArray();
    }
    json.name("epoch").beginObject();
    boolean empty = values.count() == 0;
    figures(
        empty ? Double.NaN : values.min(),
        empty ? Double.NaN : values.max(),
        values.mean(),
        values::quantile);
    json.endObject();
    json.endObject();
  }

  private void figures(ValueWindowView window) {
    figures(window.min(), window.max(), window.mean(), window::quantile);
  }

  private void figures(double min, double max, double mean, DoubleUnaryOperator quantile) {
    json.name("min").value(min);
    json.name("max").value(max);
    json.name("mean").value(mean);
    json.name("p50").value(quantile.applyAsDouble(0.5));
    json.name("p95").value(quantile.applyAsDouble(0.95));
    json.name("p99").value(quantile.applyAsDouble(0.99));
    json.name("p999").value(quantile.applyAsDouble(0.999));
  }

  private void windows(LatencyView values) {
    json.name("windows").beginArray();
    for (int i = 0; i < values.windows(); i++) {
      json.beginObject();
      extent(values.window(i));
      figures(values.window(i));
      json.endObject();
    }
    json.endArray();
  }

  private void extent(ValueWindowView window) {
    json.name("seconds").value(window.windowSeconds());
    json.name("covered_seconds").value(window.coveredSeconds());
    json.name("count").value(window.count());
    json.name("rate").value(window.ratePerSecond());
  }

  private void sum(LatencyView values) {
    long nanos = values.sumNanos();
    json.name("sum");
    if (nanos < Long.MAX_VALUE) {
      json.seconds(nanos);
    } else {
      json.value(values.sum()); // that goes on
    }
  }

  private void figures(WindowView window) {
    json.name("min").seconds(window.minNanos());
    json.name("max").seconds(window.maxNanos());
    json.name("mean").seconds(window.meanNanos());
    quantiles(window::quantileNanos);
  }

  private void quantiles(DoubleUnaryOperator nanos) {
    json.name("p50").seconds(nanos.applyAsDouble(0.5));
    json.name("p95").seconds(nanos.applyAsDouble(0.95));
    json.name("p99").seconds(nanos.applyAsDouble(0.99));
    json.name("p999").seconds(nanos.applyAsDouble(0.999));
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    open(series);
    if (values.hasCount()) {
      json.name("count").value(values.count());
    }
    sum(values.sum());
    json.name("quantiles").beginArray();
    for (int i = 0; i < values.quantiles(); i++) {
      json.beginObject();
      json.name("quantile").value(values.quantile(i));
      json.name("value").value(values.value(i));
      json.endObject();
    }
    json.endArray().endObject();
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    open(series).name("states").beginObject();
    for (int i = 0; i < states.states(); i++) {
      json.name(states.state(i)).value(states.isOn(i));
    }
    json.endObject().endObject();
  }

  private void sum(double sum) {
    if (!Double.isNaN(sum)) {
      json.name("sum").value(sum);
    }
  }

  private void buckets(DistributionView values) {
    json.name("buckets").beginArray();
    for (int i = 0; i < values.bounds(); i++) {
      bucket(values.bound(i), values.cumulativeCount(i));
    }
    bucket(Double.POSITIVE_INFINITY, values.count());
    json.endArray();
  }

  private void bucket(double bound, long cumulativeCount) {
    json.beginObject();
    json.name("le").value(bound);
    json.name("count").value(cumulativeCount);
    json.endObject();
  }

  private JsonWriter open(SeriesView series) {
    json.beginObject();
    JsonParts.labels(json, family.labelNames(), series);
    return json;
  }

  private void closeFamily() {
    if (familyOpen) {
      json.endArray().endObject();
      familyOpen = false;
    }
  }

  private static String type(FamilyKind kind) {
    return switch (kind) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
      case LATENCY -> "latency";
      case VALUES -> "values";
      case SUMMARY -> "summary";
      case INFO -> "info";
      case STATESET -> "stateset";
    };
  }
}
