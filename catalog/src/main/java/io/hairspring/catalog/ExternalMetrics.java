package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;

/**
 * Calls to external services, such as payment or mail. Any thread; recording allocates nothing once
 * the service was seen before.
 *
 * <p>Metrics, with the prefix {@code external_api_} and the label {@code service}: {@code
 * calls_total}, {@code errors_total} and {@code call_duration_seconds}.
 */
public final class ExternalMetrics extends InstrumentGroup {
  private final Family<Operation> services;

  /** Registers the metrics under their own names. */
  public ExternalMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public ExternalMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "external", "external_api_", settings);
    Dimensions byService = Dimensions.of("service");
    LabelProjection<Counter> calls =
        group.counter("calls_total", "Calls to external services.", byService);
    LabelProjection<Counter> errors =
        group.counter("errors_total", "Such calls that failed.", byService);
    LabelProjection<LatencyRecorder> duration =
        group.latency("call_duration_seconds", "Time that such calls took.", byService);
    group.done();
    services =
        group.handles(
            "external",
            1,
            values ->
                new Operation(calls.with(values), errors.with(values), duration.with(values)));
  }

  /** Returns the handle of calls to a service, to be kept by who can. */
  public Operation calls(String service) {
    return services.with(service);
  }

  /** Records a call that succeeded and took {@code nanos} nanoseconds. */
  public void called(String service, long nanos) {
    services.with(service).succeeded(nanos);
  }

  /** Records a call that failed after {@code nanos} nanoseconds. */
  public void failed(String service, long nanos) {
    services.with(service).failed(nanos);
  }
}
