package io.hairspring.benchmarks;

import static io.hairspring.benchmarks.TailSubjects.SERIES;
import static io.hairspring.benchmarks.TailSubjects.endpoint;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.netflix.spectator.api.Measurement;
import com.netflix.spectator.api.Registry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The peers whose single calls are measured, each with a registry as in {@link TailSubjects}. */
public final class TailPeers {
  private TailPeers() {}

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

  /** client_java's counter, read as far as its snapshots. */
  public static class PrometheusCounter extends Surroundings.WithoutReset {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CounterDataPoint hot;

    /** Makes the series. */
    public PrometheusCounter() {
      var family = PrometheusSetUp.counters(registry, Workload.COUNTER, Workload.LABEL);
      for (int i = 0; i < SERIES; i++) {
        family.labelValues(endpoint(i)).inc();
      }
      hot = family.labelValues(endpoint(0));
    }

    @Override
    void record(long nanos) {
      hot.inc();
    }

    @Override
    double scrape() {
      return registry.scrape().size();
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

  /** HdrHistogram's recorders; reading one is resetting it. What was read is used again. */
  public static class HdrHistogram extends Surroundings.WithReset {
    private final Recorder[] recorders = new Recorder[SERIES];
    private final Histogram[] read = new Histogram[SERIES]; // by the one thread that reads

    /** Makes the series. */
    public HdrHistogram() {
      for (int i = 0; i < SERIES; i++) {
        recorders[i] = new Recorder(Workload.HIGHEST_NANOS, Workload.DIGITS);
        recorders[i].recordValue(i);
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
      for (int i = 0; i < SERIES; i++) {
        read[i] = recorders[i].getIntervalHistogram(read[i]);
        sum += read[i].getTotalCount();
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
        timers[i].update(i, TimeUnit.NANOSECONDS);
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

  /** OpenTelemetry's histogram, with client_java's buckets. */
  public static class OpenTelemetry extends Surroundings.WithoutReset {
    private final ManualReader reader = new ManualReader();
    private final DoubleHistogram histogram =
        OpenTelemetrySetUp.histogram(OpenTelemetrySetUp.meter(reader, SERIES));
    private final Attributes hot = OpenTelemetrySetUp.attributes(endpoint(0));

    /** Makes the series. */
    public OpenTelemetry() {
      for (int i = 0; i < SERIES; i++) {
        histogram.record(i / 1e9, OpenTelemetrySetUp.attributes(endpoint(i)));
      }
    }

    @Override
    void record(long nanos) {
      histogram.record(nanos / 1e9, hot);
    }

    @Override
    double scrape() {
      return reader.read().size();
    }
  }

  /** Spectator's timers on its Atlas registry. */
  public static class Spectator extends Surroundings.WithoutReset {
    private final Registry registry = SpectatorSetUp.registry();
    private final com.netflix.spectator.api.Timer hot;

    /** Makes the series. */
    public Spectator() {
      for (int i = 0; i < SERIES; i++) {
        SpectatorSetUp.timer(registry, endpoint(i)).record(i, TimeUnit.NANOSECONDS);
      }
      hot = SpectatorSetUp.timer(registry, endpoint(0));
    }

    @Override
    void record(long nanos) {
      hot.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    double scrape() {
      return registry.measurements().mapToDouble(Measurement::value).sum();
    }
  }
}
