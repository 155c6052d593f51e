package io.hairspring.benchmarks.load;

import io.hairspring.benchmarks.MicrometerSetUp;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Micrometer on its Prometheus registry: meter providers, which its documents give for tags that
 * are not known before, and a gauge of an integer.
 */
final class MicrometerSubject implements Subject {
  private final PrometheusMeterRegistry registry = MicrometerSetUp.registry();
  private final MeterProvider<Timer> durations;
  private final MeterProvider<DistributionSummary> requestBytes =
      summaries("http.server.request.body.size");
  private final MeterProvider<DistributionSummary> responseBytes =
      summaries("http.server.response.body.size");
  private final AtomicInteger inFlight =
      registry.gauge("http.server.active.requests", new AtomicInteger());

  /** Creates one whose timers publish these percentiles besides their buckets. */
  MicrometerSubject(double... percentiles) {
    durations =
        Timer.builder("http.server.request.duration")
            .serviceLevelObjectives(MicrometerSetUp.durations(Buckets.SECONDS))
            .publishPercentiles(percentiles)
            .withRegistry(registry);
  }

  private MeterProvider<DistributionSummary> summaries(String name) {
    return DistributionSummary.builder(name)
        .baseUnit("bytes")
        .serviceLevelObjectives(Buckets.BYTES)
        .withRegistry(registry);
  }

  @Override
  public void began() {
    inFlight.incrementAndGet();
  }

  @Override
  public void ended(Call call) {
    inFlight.decrementAndGet();
    Tags tags =
        Tags.of(
            "route", call.route, "method", call.method, "status", Integer.toString(call.status));
    durations.withTags(tags).record(call.nanos, TimeUnit.NANOSECONDS);
    requestBytes.withTags(tags).record((double) call.requestBytes);
    responseBytes.withTags(tags).record((double) call.responseBytes);
  }

  @Override
  public String scrape() {
    return registry.scrape();
  }
}
