package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.CounterBuilder;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.GaugeBuilder;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.InstrumentBuilder;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RatioGauges;
import io.hairspring.collector.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Makes the instruments of a group: under the group's own names, or as its settings say. Used by
 * the constructor of a group, which declares every metric and then calls {@link #done}.
 */
final class GroupInstruments {
  private static final Dimensions NONE = Dimensions.of();

  private final MetricsCollector metrics;
  private final String group;
  private final String prefix;
  private final GroupSettings settings;
  private final Set<String> declared = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();
  private boolean complete;
  private final List<Runnable> made = new ArrayList<>(); // what gives it back; under the monitor

  GroupInstruments(MetricsCollector metrics, String group, String prefix, GroupSettings settings) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.group = group;
    this.prefix = prefix;
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  LabelProjection<Counter> counter(String metric, String help, Dimensions dimensions) {
    return cut(metric, dimensions, metrics.counter(name(metric), help(metric, help)));
  }

  Counter counter(String metric, String help) {
    return counter(metric, help, NONE).with();
  }

  /** Makes a counter of parts of what it shows. */
  LabelProjection<Counter> fractions(
      String metric, String help, long countsPerUnit, Dimensions dimensions) {
    CounterBuilder builder =
        metrics.counter(name(metric), help(metric, help)).countsPerUnit(countsPerUnit);
    return cut(metric, dimensions, builder);
  }

  LabelProjection<LatencyRecorder> latency(String metric, String help, Dimensions dimensions) {
    LatencyBuilder builder = metrics.latency(name(metric), help(metric, help));
    settings.show(metric, builder.buckets(settings.buckets(metric)));
    return cut(metric, dimensions, builder);
  }

  LabelProjection<Histogram> sizes(
      String metric, String help, double[] bounds, Dimensions dimensions) {
    return cut(
        metric,
        dimensions,
        metrics
            .histogram(name(metric), help(metric, help))
            .buckets(settings.buckets(metric, bounds)));
  }

  LabelProjection<Gauge> gauge(String metric, String help, Dimensions dimensions) {
    return cut(metric, dimensions, metrics.gauge(name(metric), help(metric, help)));
  }

  Gauge gauge(String metric, String help) {
    return gauge(metric, help, NONE).with();
  }

  /** Makes a gauge, without labels of its own, for a value that is given later. */
  CallbackGauges callback(String metric, String help) {
    return callbacks(metric, help, NONE);
  }

  /** Makes gauges for values that are given later. */
  CallbackGauges callbacks(String metric, String help, Dimensions dimensions) {
    GaugeBuilder builder = metrics.gauge(name(metric), help(metric, help));
    return made(
        () -> {
          int[] from = from(metric, dimensions, builder);
          CallbackGauges gauges = builder.callbacks(names(from, dimensions));
          registered(gauges::close);
          return gauges;
        });
  }

  /** Makes a gauge, without labels of its own, whose value is asked for. */
  void callback(String metric, String help, DoubleSupplier value) {
    GaugeBuilder builder = metrics.gauge(name(metric), help(metric, help));
    made(
        () -> {
          from(metric, NONE, builder);
          Registration gauge = builder.register(value);
          registered(gauge::close);
          return gauge;
        });
  }

  RatioFamily shares(String metric, String help, Dimensions dimensions) {
    GaugeBuilder builder = metrics.gauge(name(metric), help(metric, help));
    double scale = settings.isPercent(metric) ? 100 : 1;
    return made(
        () -> {
          int[] from = from(metric, dimensions, builder);
          RatioGauges gauges = builder.ratios(scale, names(from, dimensions));
          registered(gauges::close);
          return new RatioFamily(gauges, from);
        });
  }

  /** Keeps what the group resolves from label values, as many as the settings let be. */
  <H> Family<H> handles(String name, int labels, Function<List<String>, H> resolve) {
    return metrics.handles(name, labels, maxSeries(), resolve);
  }

  private int maxSeries() {
    return settings.maxSeries(metrics.config().maxSeries());
  }

  /** Returns the whole name of a metric, but for the collector's prefix. */
  String name(String metric) {
    declared.add(metric);
    return settings.name(metric, prefix);
  }

  /** Returns the whole name of a metric, the collector's prefix included. */
  String fullName(String metric) {
    return metrics.config().prefix() + settings.name(metric, prefix);
  }

  /** Gives all metrics of the group back. May be called again. */
  void close() {
    synchronized (made) {
      made.forEach(Runnable::run);
      made.clear();
    }
  }

  /** Returns how a metric is explained. */
  String help(String metric, String own) {
    return settings.help(metric, own);
  }

  /** Returns which HTTP statuses count as errors. */
  IntPredicate errors() {
    return settings.errors();
  }

  /** Returns whether a metric is told apart by a label. */
  boolean shows(String metric, String label, Dimensions dimensions) {
    return settings.labels(metric, dimensions.shown()).contains(label);
  }

  /**
   * Ends the declaration.
   *
   * @throws IllegalArgumentException if a setting names a metric or label that the group lacks
   */
  void done() {
    try {
      settings.metrics().forEach(metric -> expect("metric", metric, declared));
      settings.labels().forEach(label -> expect("label", label, labels));
    } catch (IllegalArgumentException unknown) {
      close();
      throw unknown;
    }
    complete = true;
  }

  private <I> LabelProjection<I> cut(
      String metric, Dimensions dimensions, InstrumentBuilder<I, ?> builder) {
    return made(
        () -> {
          int[] from = from(metric, dimensions, builder);
          boolean shown = settings.has(metric);
          Family<I> family = builder.family(names(from, dimensions));
          if (shown) {
            metrics.find(fullName(metric)).ifPresent(found -> registered(found::close));
          }
          return new LabelProjection<>(family, from, shown);
        });
  }

  /** Makes a metric; if it cannot be, a group that is being declared leaves nothing behind. */
  private <T> T made(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException refused) {
      if (!complete) {
        close();
      }
      throw refused;
    }
  }

  /** Has the group give back what it registered. */
  void registered(Runnable giveBack) {
    synchronized (made) {
      made.add(giveBack);
    }
  }

  /**
   * Applies what the settings say of a metric; returns which of the known values its labels are.
   */
  private int[] from(String metric, Dimensions dimensions, InstrumentBuilder<?, ?> builder) {
    List<String> known = dimensions.known();
    labels.addAll(known);
    settings.fixedLabels().forEach(builder::label);
    builder.enabled(settings.has(metric));
    builder.maxSeries(maxSeries());
    return settings.labels(metric, dimensions.shown()).stream()
        .mapToInt(
            label -> {
              expect("label of " + metric, label, known);
              return known.indexOf(label);
            })
        .toArray();
  }

  private String[] names(int[] from, Dimensions dimensions) {
    return LabelProjection.pick(from, dimensions.known()).stream()
        .map(settings::labelName)
        .toArray(String[]::new);
  }

  private void expect(String what, String name, Iterable<String> all) {
    for (String one : all) {
      if (one.equals(name)) {
        return;
      }
    }
    throw new IllegalArgumentException(
        what + " \"" + name + "\" is not one of the " + group + " group; expected one of " + all);
  }
}
