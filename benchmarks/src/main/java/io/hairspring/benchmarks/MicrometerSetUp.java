package io.hairspring.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;

/** Micrometer on its Prometheus registry, meters kept where its users keep them. */
public final class MicrometerSetUp {
  private MicrometerSetUp() {}

  /** Returns an empty registry. */
  public static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  static Counter counter() {
    return registry().counter("http.requests", Workload.LABEL, Workload.ENDPOINT);
  }

  /**
   * Returns what finds a counter by tags that are not known before, without a builder each time.
   */
  static MeterProvider<Counter> counters() {
    return Counter.builder("http.requests").withRegistry(registry());
  }

  static Timer timer() {
    return timer(registry(), Workload.ENDPOINT);
  }

  static Timer timer(PrometheusMeterRegistry registry, String endpoint) {
    return described(endpoint).register(registry);
  }

  static Timer timerWithPercentiles() {
    return timerWithPercentiles(registry(), Workload.ENDPOINT);
  }

  static Timer timerWithPercentiles(PrometheusMeterRegistry registry, String endpoint) {
    return described(endpoint).publishPercentiles(0.5, 0.95, 0.99).register(registry);
  }

  /** Returns a timer with the buckets that every library is given. */
  static Timer timerWithBuckets(PrometheusMeterRegistry registry, String endpoint) {
    return described(endpoint)
        .serviceLevelObjectives(durations(Workload.BUCKETS_SECONDS))
        .register(registry);
  }

  /** Returns the upper bounds of buckets as Micrometer takes them. */
  public static Duration[] durations(double... seconds) {
    return Arrays.stream(seconds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toArray(Duration[]::new);
  }

  static Timer timerWithBuckets() {
    return timerWithBuckets(registry(), Workload.ENDPOINT);
  }

  static Timer timerWithHistogram() {
    return described(Workload.ENDPOINT).publishPercentileHistogram().register(registry());
  }

  private static Timer.Builder described(String endpoint) {
    return Timer.builder("http.request.duration").tag(Workload.LABEL, endpoint);
  }
}
