package io.hairspring.benchmarks;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;

/**
 * What single calls are measured of, the peers apart, which are in {@link TailPeers}: a registry of
 * 100 series, all written once, of which one is hot.
 */
public final class TailSubjects {
  static final int SERIES = 100;

  private static final CollectorConfig UNBOUNDED =
      CollectorConfig.defaults().withMaxCollectionsPerSecond(0);

  private TailSubjects() {}

  static String endpoint(int i) {
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
    final MetricsCollector metrics;

    Hairspring(CollectorConfig config) {
      metrics = MetricsCollector.create(config);
    }

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

  /** Hairspring's latency recorder, with client_java's buckets, in a collector as users get it. */
  public static class HairspringLatency extends Hairspring {
    private final LatencyRecorder[] recorders = new LatencyRecorder[SERIES];

    /** Makes the series. */
    public HairspringLatency() {
      this(CollectorConfig.defaults());
    }

    HairspringLatency(CollectorConfig config) {
      super(config);
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

  /** The same, with readers that never wait for their turn. */
  public static class HairspringLatencyUnbounded extends HairspringLatency {
    /** Makes the series. */
    public HairspringLatencyUnbounded() {
      super(UNBOUNDED);
    }
  }

  /** Hairspring's counter, in a collector as users get it. */
  public static class HairspringCounter extends Hairspring {
    private final Counter[] counters = new Counter[SERIES];

    /** Makes the series. */
    public HairspringCounter() {
      this(CollectorConfig.defaults());
    }

    HairspringCounter(CollectorConfig config) {
      super(config);
      Family<Counter> family =
          metrics.counter(Workload.COUNTER, Workload.HELP).family(Workload.LABEL);
      for (int i = 0; i < SERIES; i++) {
        counters[i] = family.with(endpoint(i));
        counters[i].inc();
      }
    }

    @Override
    void record(long nanos) {
      counters[0].inc();
    }
  }

  /** The same, with readers that never wait for their turn. */
  public static class HairspringCounterUnbounded extends HairspringCounter {
    /** Makes the series. */
    public HairspringCounterUnbounded() {
      super(UNBOUNDED);
    }
  }
}
