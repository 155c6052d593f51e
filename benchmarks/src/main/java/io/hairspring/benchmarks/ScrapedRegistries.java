package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.Utf8Buffer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

  private ScrapedRegistries() {}

  /** A registry that can be scraped again and again. */
  interface Scraped {
    /** Renders everything, and returns how many bytes that is. */
    int scrape() throws IOException;
  }

  static Scraped hairspring(String kind, int series, MetricsFormat format, Utf8Buffer out) {
    MetricsCollector metrics = HairspringSetUp.collector(series);
    if (kind.equals("counter")) {
      Family<Counter> family =
          metrics.counter(Workload.COUNTER, Workload.HELP).family(Workload.LABEL);
      count(series, endpoint -> family.with(endpoint)::add);
    } else {
      LatencyBuilder builder = metrics.latency(Workload.LATENCY, Workload.HELP);
      if (kind.equals("histogram")) {
        builder = builder.buckets(Workload.BUCKETS_SECONDS);
      }
      Family<LatencyRecorder> family = builder.family(Workload.LABEL);
      record(series, endpoint -> family.with(endpoint)::record);
    }
    return () -> {
      out.clear();
      format.begin(out);
      format.end(metrics.visit(format));
      return out.length();
    };
  }

  static Scraped prometheus(String kind, int series) {
    PrometheusRegistry registry = new PrometheusRegistry();
    switch (kind) {
      case "counter" -> {
        var family = PrometheusSetUp.counters(registry, Workload.COUNTER, Workload.LABEL);
        count(series, endpoint -> family.labelValues(endpoint)::inc);
      }
      case "histogram" -> {
        Histogram family = PrometheusSetUp.classics(registry, Workload.LATENCY, Workload.LABEL);
        record(series, endpoint -> seconds(family.labelValues(endpoint)));
      }
      default -> {
        Summary family = PrometheusSetUp.summaries(registry, Workload.LATENCY, Workload.LABEL);
        record(series, endpoint -> seconds(family.labelValues(endpoint)));
      }
    }
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return () -> {
      out.reset();
      writer.write(out, registry.scrape());
      return out.size();
    };
  }

  static Scraped micrometer(String kind, int series) {
    PrometheusMeterRegistry registry = MicrometerSetUp.registry();
    switch (kind) {
      case "counter" ->
          count(
              series,
              endpoint -> registry.counter("http.requests", Workload.LABEL, endpoint)::increment);
      case "histogram" ->
          record(
              series,
              endpoint -> {
                var timer = MicrometerSetUp.timerWithBuckets(registry, endpoint);
                return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
              });
      default ->
          record(
              series,
              endpoint -> {
                var timer = MicrometerSetUp.timerWithPercentiles(registry, endpoint);
                return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
              });
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return () -> {
      out.reset();
      registry.scrape(out);
      return out.size();
    };
  }

  private static LongConsumer seconds(DistributionDataPoint point) {
    return nanos -> point.observe(PrometheusSetUp.seconds(nanos));
  }

  private static void count(int series, Function<String, LongConsumer> counters) {
    for (int i = 0; i < series; i++) {
      counters.apply("/v1/resource/" + i).accept(i * 31L);
    }
  }

  private static void record(int series, Function<String, LongConsumer> recorders) {
    for (int i = 0; i < series; i++) {
      LongConsumer recorder = recorders.apply("/v1/resource/" + i);
      for (long nanos : Workload.latencies(VALUES, i % SEEDS)) {
        recorder.accept(nanos);
      }
    }
  }
}
