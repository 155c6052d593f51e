package io.hairspring.benchmarks;

import io.hairspring.micrometer.HairspringMeterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;

/** Timers of Micrometer's API, by its Prometheus registry and by ours. */
final class MicrometerTimers {
  static final String NAME = "http.request.duration";
  static final String HAIRSPRING = "hairspring";
  static final String MICROMETER = "micrometer";

  private MicrometerTimers() {}

  /**
   * Returns a registry of this library, with room for so many timers of a name; collections of ours
   * do not wait for their turn.
   */
  static MeterRegistry registry(String library, int timers) {
    return library.equals(HAIRSPRING)
        ? new HairspringMeterRegistry(HairspringSetUp.collector(timers))
        : MicrometerSetUp.registry();
  }

  /** Returns a timer that publishes what {@code kind} says. */
  static Timer timer(MeterRegistry registry, String kind, String endpoint) {
    Timer.Builder builder = Timer.builder(NAME).tag(Workload.LABEL, endpoint);
    switch (kind) {
      case "percentiles" -> builder.publishPercentiles(0.5, 0.95, 0.99);
      case "histogram" -> builder.publishPercentileHistogram();
      default -> {}
    }
    return builder.register(registry);
  }

  /** Writes the page that either registry shows. */
  static void page(MeterRegistry registry, OutputStream out) throws IOException {
    if (registry instanceof HairspringMeterRegistry ours) {
      ours.scrape(out);
    } else {
      ((PrometheusMeterRegistry) registry).scrape(out);
    }
  }
}
