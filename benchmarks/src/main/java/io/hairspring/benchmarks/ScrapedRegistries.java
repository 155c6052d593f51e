package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.Utf8Buffer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Registries with one family of many series, filled alike in every library, and how each is scraped
 * by its own documentation.
 */
final class ScrapedRegistries {
  private static final int VALUES = 64;
  private static final int SEEDS = 256; // series draw from so many sequences of latencies
  private static final long[] CHANGES = Workload.latencies(SEEDS - 1, SEEDS);

  private ScrapedRegistries() {}

  /** A registry that can be scraped again and again. */
  interface Scraped {
    /** Renders everything, and returns how many bytes that is. */
    int scrape() throws IOException;

    /** Writes every series once. */
    void change();

    /** Returns the series, each as who writes it. Any thread may. */
    LongConsumer[] series();
  }

  /** How a registry is scraped, and the series to write in between. */
  private static final class Filled implements Scraped {
    private final LongConsumer[] series;
    private final Rendering rendering;

    private Filled(LongConsumer[] series, Rendering rendering) {
      this.series = series;
      this.rendering = rendering;
    }

    @Override
    public int scrape() throws IOException {
      return rendering.render();
    }

    @Override
    public void change() {
      for (int i = 0; i < series.length; i++) {
        series[i].accept(ScrapedRegistries.change(i));
      }
    }

    @Override
    public LongConsumer[] series() {
      return series;
    }
  }

  private interface Rendering {
    int render() throws IOException;
  }

  static Scraped hairspring(String kind, int series, MetricsFormat format, Utf8Buffer out) {
    return hairspring(kind, series, VALUES, format, out);
  }

  /** Returns a registry whose latencies were given so many values each. */
  static Scraped hairspring(
      String kind, int series, int values, MetricsFormat format, Utf8Buffer out) {
    MetricsCollector metrics = HairspringSetUp.collector(series);
    LongConsumer[] written = fill(metrics, kind, series, values);
    return new Filled(
        written,
        () -> {
          out.clear();
          format.begin(out);
          format.end(metrics.visit(format));
          return out.length();
        });
  }

  /** Makes and writes the family in a collector of ours, and returns its series. */
  static LongConsumer[] fill(MetricsCollector metrics, String kind, int series) {
    return fill(metrics, kind, series, VALUES);
  }

  private static LongConsumer[] fill(
      MetricsCollector metrics, String kind, int series, int values) {
    if (kind.equals("counter")) {
      Family<Counter> family =
          metrics.counter(Workload.COUNTER, Workload.HELP).family(Workload.LABEL);
      return count(series, endpoint -> family.with(endpoint)::add);
    }
    LatencyBuilder builder = metrics.latency(Workload.LATENCY, Workload.HELP);
    if (kind.equals("histogram")) {
      builder = builder.buckets(Workload.BUCKETS_SECONDS);
    }
    Family<LatencyRecorder> family = builder.family(Workload.LABEL);
    return record(series, values, endpoint -> family.with(endpoint)::record);
  }

  /** Returns what a series is written with between two scrapes. */
  static long change(int i) {
    return CHANGES[i % CHANGES.length];
  }

  static Scraped prometheus(String kind, int series) {
    return prometheus(kind, series, VALUES);
  }

  /** Returns a registry whose latencies were given so many values each. */
  static Scraped prometheus(String kind, int series, int values) {
    PrometheusRegistry registry = new PrometheusRegistry();
    LongConsumer[] written =
        switch (kind) {
          case "counter" -> {
            var family = PrometheusSetUp.counters(registry, Workload.COUNTER, Workload.LABEL);
            yield count(series, endpoint -> family.labelValues(endpoint)::inc);
          }
          case "histogram" -> {
            Histogram family = PrometheusSetUp.classics(registry, Workload.LATENCY, Workload.LABEL);
            yield record(series, values, endpoint -> seconds(family.labelValues(endpoint)));
          }
          default -> {
            Summary family = PrometheusSetUp.summaries(registry, Workload.LATENCY, Workload.LABEL);
            yield record(series, values, endpoint -> seconds(family.labelValues(endpoint)));
          }
        };
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return new Filled(
        written,
        () -> {
          out.reset();
          writer.write(out, registry.scrape());
          return out.size();
        });
  }

  static Scraped micrometer(String kind, int series) {
    PrometheusMeterRegistry registry = MicrometerSetUp.registry();
    LongConsumer[] written =
        switch (kind) {
          case "counter" ->
              count(
                  series,
                  endpoint ->
                      registry.counter("http.requests", Workload.LABEL, endpoint)::increment);
          case "histogram" ->
              record(
                  series,
                  VALUES,
                  endpoint -> nanos(MicrometerSetUp.timerWithBuckets(registry, endpoint)));
          default ->
              record(
                  series,
                  VALUES,
                  endpoint -> nanos(MicrometerSetUp.timerWithPercentiles(registry, endpoint)));
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return new Filled(
        written,
        () -> {
          out.reset();
          registry.scrape(out);
          return out.size();
        });
  }

  private static LongConsumer nanos(Timer timer) {
    return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static LongConsumer seconds(DistributionDataPoint point) {
    return nanos -> point.observe(PrometheusSetUp.seconds(nanos));
  }

  private static LongConsumer[] count(int series, Function<String, LongConsumer> counters) {
    LongConsumer[] all = made(series, counters);
    for (int i = 0; i < series; i++) {
      all[i].accept(i * 31L);
    }
    return all;
  }

  private static LongConsumer[] record(
      int series, int values, Function<String, LongConsumer> recorders) {
    LongConsumer[] all = made(series, recorders);
    for (int i = 0; i < series; i++) {
      for (long nanos : Workload.latencies(values, i % SEEDS)) {
        all[i].accept(nanos);
      }
    }
    return all;
  }

  private static LongConsumer[] made(int series, Function<String, LongConsumer> made) {
    LongConsumer[] all = new LongConsumer[series];
    Arrays.setAll(all, i -> made.apply("/v1/resource/" + i));
    return all;
  }
}
