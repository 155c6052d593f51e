package io.hairspring.benchmarks;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.latency.LatencyRecorder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Recorder;

/** The libraries whose single calls are measured: a registry of 100 series, of which one is hot. */
public final class TailSubjects {
  private static final int SERIES = 100;

  private TailSubjects() {}

  private static String endpoint(int i) {
    return "/v1/resource/" + i;
  }

  /** Nothing: what measuring itself costs. */
  public static class Empty extends Surroundings.WithoutReset {
    @Override
    void record(long nanos) {}

    @Override
    double scrape() {
      return 0;
    }
  }

  /** Hairspring, read by a visitor that adds up. */
  private abstract static class Hairspring extends Surroundings.WithReset {
    final MetricsCollector metrics = MetricsCollector.create();

    @Override
    final double scrape() {
      Reading reading = new Reading();
      metrics.visit(reading);
      return reading.sum();
    }

    @Override
    final double reset() {
      Reading reading = new Reading();
      metrics.reset(reading);
      return reading.sum();
    }
  }

  /** Hairspring's latency recorder, with client_java's buckets. */
  public static class HairspringLatency extends Hairspring {
    private final LatencyRecorder[] recorders = new LatencyRecorder[SERIES];

    /** Makes the series. */
    public HairspringLatency() {
      Family<LatencyRecorder> family =
          metrics
              .latency(Workload.LATENCY, Workload.HELP)
              .buckets(Workload.BUCKETS_SECONDS)
              .family(Workload.LABEL);
      for (int i = 0; i < SERIES; i++) {
        recorders[i] = family.with(endpoint(i));
        recorders[i].record(i);
      }
    }

    @Override
    void record(long nanos) {
      recorders[0].record(nanos);
    }
  }

  /** Hairspring's counter. */
  public static class HairspringCounter extends Hairspring {
    private final Counter[] counters = new Counter[SERIES];

    /** Makes the series. */
    public HairspringCounter() {
      Family<Counter> family =
          metrics.counter(Workload.COUNTER, Workload.HELP).family(Workload.LABEL);
      for (int i = 0; i < SERIES; i++) {
        counters[i] = family.with(endpoint(i));
      }
    }

    @Override
    void record(long nanos) {
      counters[0].inc();
    }
  }

  /** client_java, read as far as its snapshots. */
  private abstract static class Prometheus extends Surroundings.WithoutReset {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final DistributionDataPoint hot;

    Prometheus(Function<PrometheusRegistry, Function<String, DistributionDataPoint>> family) {
      Function<String, DistributionDataPoint> series = family.apply(registry);
      for (int i = 0; i < SERIES; i++) {
        series.apply(endpoint(i)).observe(i);
      }
      hot = series.apply(endpoint(0));
    }

    @Override
    final void record(long nanos) {
      hot.observe(PrometheusSetUp.seconds(nanos));
    }

    @Override
    final double scrape() {
      return registry.scrape().size();
    }
  }

  /** client_java's classic histogram. */
  public static class PrometheusClassic extends Prometheus {
    /** Makes the series. */
    public PrometheusClassic() {
      super(all -> PrometheusSetUp.classics(all, Workload.LATENCY, Workload.LABEL)::labelValues);
    }
  }

  /** client_java's summary. */
  public static class PrometheusSummary extends Prometheus {
    /** Makes the series. */
    public PrometheusSummary() {
      super(all -> PrometheusSetUp.summaries(all, Workload.LATENCY, Workload.LABEL)::labelValues);
    }
  }

  /** Micrometer's timer, with percentiles, read as far as client_java's snapshots. */
  public static class MicrometerPercentiles extends Surroundings.WithoutReset {
    private final PrometheusMeterRegistry registry = MicrometerSetUp.registry();
    private final io.micrometer.core.instrument.Timer hot;

    /** Makes the series. */
    public MicrometerPercentiles() {
      for (int i = 0; i < SERIES; i++) {
        MicrometerSetUp.timerWithPercentiles(registry, endpoint(i)).record(i, TimeUnit.NANOSECONDS);
      }
      hot = MicrometerSetUp.timerWithPercentiles(registry, endpoint(0));
    }

    @Override
    void record(long nanos) {
      hot.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    double scrape() {
      return registry.getPrometheusRegistry().scrape().size();
    }
  }

  /** HdrHistogram's recorders; reading one is resetting it. */
  public static class HdrHistogram extends Surroundings.WithReset {
    private final Recorder[] recorders = new Recorder[SERIES];

    /** Makes the series. */
    public HdrHistogram() {
      for (int i = 0; i < SERIES; i++) {
        recorders[i] = new Recorder(Workload.HIGHEST_NANOS, Workload.DIGITS);
      }
    }

    @Override
    void record(long nanos) {
      recorders[0].recordValue(nanos);
    }

    @Override
    double scrape() {
      return reset();
    }

    @Override
    double reset() {
      double sum = 0;
      for (Recorder recorder : recorders) {
        sum += recorder.getIntervalHistogram().getTotalCount();
      }
      return sum;
    }
  }

  /** Dropwizard's timers. */
  public static class Dropwizard extends Surroundings.WithoutReset {
    private final Timer[] timers = new Timer[SERIES];

    /** Makes the series. */
    public Dropwizard() {
      MetricRegistry registry = new MetricRegistry();
      for (int i = 0; i < SERIES; i++) {
        timers[i] = registry.timer(endpoint(i));
      }
    }

    @Override
    void record(long nanos) {
      timers[0].update(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    double scrape() {
      double sum = 0;
      for (Timer timer : timers) {
        sum += timer.getSnapshot().get99thPercentile();
      }
      return sum;
    }
  }
}
