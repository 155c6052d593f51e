package io.hairspring.benchmarks;

import com.codahale.metrics.MetricRegistry;
import com.netflix.spectator.api.Registry;
import io.hairspring.benchmarks.report.Footprint;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.micrometer.HairspringMeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.HdrHistogram.Recorder;

/** The registries that {@link MemoryFootprint} fills, by the name of their library. */
final class FootprintSubjects {
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(10); // of the default window

  private FootprintSubjects() {}

  /** A registry whose series are made by their label value. */
  interface Registered<T> {
    T of(String endpoint);

    /**
     * Says that a step of a window is over; and that somebody scrapes, where that leaves a trace.
     */
    default void step() {}
  }

  static Map<String, Supplier<Registered<Runnable>>> counters(int series) {
    Map<String, Supplier<Registered<Runnable>>> all = new LinkedHashMap<>();
    all.put(
        "Hairspring",
        () -> {
          Family<Counter> family =
              HairspringSetUp.collector(series)
                  .counter(Workload.COUNTER, Workload.HELP)
                  .family(Workload.LABEL);
          return endpoint -> family.with(endpoint)::inc;
        });
    all.put(
        "client_java",
        () -> {
          var family =
              PrometheusSetUp.counters(new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL);
          return endpoint -> family.labelValues(endpoint)::inc;
        });
    all.put(
        "Micrometer",
        () -> {
          PrometheusMeterRegistry registry = MicrometerSetUp.registry();
          return endpoint -> registry.counter("requests", Workload.LABEL, endpoint)::increment;
        });
    all.put(
        "OpenTelemetry",
        () -> {
          LongCounter counter =
              OpenTelemetrySetUp.meter(new ManualReader(), series)
                  .counterBuilder("http.requests")
                  .build();
          return endpoint -> {
            Attributes attributes = OpenTelemetrySetUp.attributes(endpoint);
            return () -> counter.add(1, attributes);
          };
        });
    all.put(
        "Dropwizard",
        () -> {
          MetricRegistry registry = new MetricRegistry();
          return endpoint -> registry.counter(endpoint)::inc;
        });
    all.put(
        "Spectator",
        () -> {
          Registry registry = SpectatorSetUp.registry();
          return endpoint -> registry.counter("http.requests", Workload.LABEL, endpoint)::increment;
        });
    return all;
  }

  static Map<String, Supplier<Registered<LongConsumer>>> latencies(int series) {
    Map<String, Supplier<Registered<LongConsumer>>> all = new LinkedHashMap<>();
    all.put("Hairspring", () -> hairspring(series));
    all.put("Hairspring, exact buckets", () -> hairspring(series, Workload.BUCKETS_SECONDS));
    all.put(Footprint.SCRAPED, () -> new Scraped(series, Workload.BUCKETS_SECONDS));
    all.put("HdrHistogram Recorder", FootprintSubjects::hdrHistogram);
    all.put("client_java classic", () -> prometheus(PrometheusSetUp::classics));
    all.put("client_java summary", () -> prometheus(PrometheusSetUp::summaries));
    all.put("Micrometer buckets", () -> micrometer(MicrometerSetUp::timerWithBuckets));
    all.put(Footprint.PEER_TIMERS, () -> micrometer(MicrometerSetUp::timerWithPercentiles));
    all.put(Footprint.TIMERS, () -> new ScrapedTimers(series));
    all.put(
        "OpenTelemetry",
        () -> {
          DoubleHistogram histogram =
              OpenTelemetrySetUp.histogram(OpenTelemetrySetUp.meter(new ManualReader(), series));
          return endpoint -> {
            Attributes attributes = OpenTelemetrySetUp.attributes(endpoint);
            return nanos -> histogram.record(nanos / 1e9, attributes);
          };
        });
    all.put(
        "Dropwizard",
        () -> {
          MetricRegistry registry = new MetricRegistry();
          return endpoint -> {
            var timer = registry.timer(endpoint);
            return nanos -> timer.update(nanos, TimeUnit.NANOSECONDS);
          };
        });
    all.put(
        "Spectator",
        () -> {
          Registry registry = SpectatorSetUp.registry();
          return endpoint -> {
            var timer = SpectatorSetUp.timer(registry, endpoint);
            return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
          };
        });
    return all;
  }

  private static Registered<LongConsumer> hairspring(int series, double... bucketsSeconds) {
    Family<LatencyRecorder> family = family(HairspringSetUp.collector(series), bucketsSeconds);
    return endpoint -> family.with(endpoint)::record;
  }

  private static Family<LatencyRecorder> family(
      MetricsCollector metrics, double... bucketsSeconds) {
    LatencyBuilder builder = metrics.latency(Workload.LATENCY, Workload.HELP);
    return builder.buckets(bucketsSeconds).family(Workload.LABEL);
  }

  private static Registered<LongConsumer> hdrHistogram() {
    Map<String, Recorder> registry = new HashMap<>();
    return endpoint ->
        registry.computeIfAbsent(
                endpoint, key -> new Recorder(Workload.HIGHEST_NANOS, Workload.DIGITS))
            ::recordValue;
  }

  private static <D extends DistributionDataPoint> Registered<LongConsumer> prometheus(
      PrometheusFamily<D> made) {
    StatefulMetric<D, ?> family =
        made.of(new PrometheusRegistry(), Workload.LATENCY, Workload.LABEL);
    return endpoint -> {
      D point = family.labelValues(endpoint);
      return nanos -> point.observe(PrometheusSetUp.seconds(nanos));
    };
  }

  private interface PrometheusFamily<D extends DistributionDataPoint> {
    StatefulMetric<D, ?> of(PrometheusRegistry registry, String name, String... labels);
  }

  /** Timers by our Micrometer registry after a minute of recording, with somebody who scrapes. */
  private static final class ScrapedTimers implements Registered<LongConsumer> {
    private final AtomicLong nanos = new AtomicLong();
    private final HairspringMeterRegistry registry;

    ScrapedTimers(int series) {
      registry =
          new HairspringMeterRegistry(
              MetricsCollector.create(
                  CollectorConfig.defaults()
                      .withMaxSeries(series)
                      .withTicker(nanos::get)
                      .withClockThread(false)));
    }

    @Override
    public LongConsumer of(String endpoint) {
      Timer timer = MicrometerTimers.timer(registry, "percentiles", endpoint);
      return latency -> timer.record(latency, TimeUnit.NANOSECONDS);
    }

    @Override
    public void step() {
      nanos.addAndGet(STEP_NANOS);
      registry.scrape();
    }
  }

  private static Registered<LongConsumer> micrometer(
      BiFunction<PrometheusMeterRegistry, String, Timer> timers) {
    PrometheusMeterRegistry registry = MicrometerSetUp.registry();
    return endpoint -> {
      Timer timer = timers.apply(registry, endpoint);
      return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    };
  }

  /** Hairspring as it is after a minute of recording, with somebody who scrapes. */
  private static final class Scraped implements Registered<LongConsumer> {
    private final AtomicLong nanos = new AtomicLong();
    private final MetricsCollector metrics;
    private final Family<LatencyRecorder> family;

    Scraped(int series, double... bucketsSeconds) {
      metrics =
          MetricsCollector.create(
              CollectorConfig.defaults()
                  .withMaxSeries(series)
                  .withTicker(nanos::get)
                  .withClockThread(false));
      family = family(metrics, bucketsSeconds);
    }

    @Override
    public LongConsumer of(String endpoint) {
      return family.with(endpoint)::record;
    }

    @Override
    public void step() {
      nanos.addAndGet(STEP_NANOS);
      metrics.tick();
      MetricsFormat text = new PrometheusText();
      text.begin(new Utf8Buffer()); // the server's own, whatever it scrapes
      text.end(metrics.visit(text));
    }
  }
}
