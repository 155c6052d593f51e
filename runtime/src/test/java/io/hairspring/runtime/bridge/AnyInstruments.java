package io.hairspring.runtime.bridge;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.StateSet;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.SummaryView;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Instruments of every kind, with random values and awkward names and labels. */
final class AnyInstruments {
  private static final List<String> TEXTS =
      List.of("/", "", "a b", "\"q\"\\", "two\nlines", "ünï€𝄞", "le", "{x=\"y\"}");
  private static final List<LatencyShape[]> SHAPES =
      List.of(
          new LatencyShape[] {LatencyShape.SUMMARY},
          new LatencyShape[] {LatencyShape.HISTOGRAM},
          new LatencyShape[] {LatencyShape.NATIVE},
          new LatencyShape[] {LatencyShape.HISTOGRAM, LatencyShape.NATIVE},
          LatencyShape.values());

  private final MetricsCollector metrics;
  private final Random random;

  private AnyInstruments(MetricsCollector metrics, Random random) {
    this.metrics = metrics;
    this.random = random;
  }

  static void fill(MetricsCollector metrics, long seed) {
    new AnyInstruments(metrics, new Random(seed)).fill();
  }

  private void fill() {
    counters();
    gauges();
    distributions();
    states();
    metrics.info("build_info", "What runs.", Map.of("version", text(), "my.branch", text()));
    metrics.info("orders_info", "An info of a counter's name.", Map.of("a", "b"));
    metrics
        .source("other", this::tell)
        .families(
            SourceFamily.counter("told_total", "A fraction.", "way"),
            SourceFamily.gauge("told", "A gauge of a counter's name.", "way"),
            SourceFamily.summary("told_pause_seconds", "A summary.", "way"),
            SourceFamily.histogram("told_bytes", "A histogram.", "way"))
        .register();
  }

  private void counters() {
    Family<Counter> orders = metrics.counter("orders_total", "Orders \"taken\".").family("a", "b");
    for (int i = 0; i < 5; i++) {
      orders.with(text(), text()).add(random.nextInt(1_000));
      orders.with(text(), text()).inc(exemplar());
    }
    orders.labelSet("other.label").with(text()).inc();
    metrics.counter("http.requests_total", "With a dot.").register().inc(exemplar());
    metrics.counter("never_total", "Without series.").family("a");
  }

  private void gauges() {
    Family<Gauge> gauges = metrics.gauge("depth", "Depth\\ of\nqueues.").family("quantile");
    List.of(-1.5, 0.0, 1e300, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        .forEach(value -> gauges.with("" + value).set(value));
    metrics.gauge("missions_total", "A gauge.").unconventionalName().register().set(2);
  }

  private void distributions() {
    Histogram sizes =
        metrics.histogram("size_bytes", "Sizes.").buckets(0, 10, 100.5, 1e6).register();
    for (int i = random.nextInt(50); i > 0; i--) {
      sizes.observe(Math.exp(random.nextInt(20)), exemplar());
    }
    for (int s = 0; s < SHAPES.size(); s++) {
      Family<LatencyRecorder> calls =
          metrics
              .latency("call" + s + "_seconds", "Calls.")
              .show(SHAPES.get(s))
              .buckets(0.001, 0.01, 0.1, 1)
              .significantDigits(1 + random.nextInt(3))
              .quantiles(0.25, 0.5, 1)
              .family("route");
      for (int i = random.nextInt(50); i > 0; i--) {
        LatencyRecorder call = calls.with(text());
        call.record((long) Math.exp(random.nextInt(25)) - 1, exemplar());
      }
    }
  }

  private void states() {
    StateSet<Thread.State> state =
        metrics.stateSet("worker_state", "State.", Thread.State.class).register();
    List<Thread.State> states = List.of(Thread.State.values());
    state.become(states.get(random.nextInt(states.size())));
  }

  private void tell(MetricsSink sink) {
    sink.counter("told_total", 0.5, "in");
    sink.counter("told_total", 1.25, (String) null);
    sink.gauge("told", 3, "in");
    sink.summary(
        "told_pause_seconds", SummaryView.of(List.of(0.5, 0.9), List.of(1.0, 2.5), 7, 9.5), "in");
    sink.summary(
        "told_pause_seconds",
        SummaryView.withoutCount(List.of(0.5), List.of(Double.NaN), Double.NaN),
        "out");
    sink.histogram(
        "told_bytes", DistributionView.of(List.of(1.0, 2.0), List.of(3L, 4L), 9, 20.5), "in");
    sink.histogram("told_bytes", DistributionView.of(List.of(), List.of(), 9, Double.NaN), "out");
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Exemplar exemplar() {
    return random.nextBoolean()
        ? null
        : Exemplar.of("trace_id", Integer.toHexString(random.nextInt()));
  }
}
