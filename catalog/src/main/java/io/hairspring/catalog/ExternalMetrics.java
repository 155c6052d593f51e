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
public final class ExternalMetrics implements AutoCloseable {
  private final GroupInstruments group;
  private final Family<Service> services;

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
    group = new GroupInstruments(metrics, "external", "external_api_", settings);
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
            values -> new Service(calls.with(values), errors.with(values), duration.with(values)));
  }

  /** Records a call that succeeded and took {@code nanos} nanoseconds. */
  public void called(String service, long nanos) {
    services.with(service).ended(nanos);
  }

  /** Records a call that failed after {@code nanos} nanoseconds. */
  public void failed(String service, long nanos) {
    Service failed = services.with(service);
    failed.ended(nanos);
    failed.errors.inc();
  }

  /** What calls to one service move. */
  private record Service(Counter calls, Counter errors, LatencyRecorder duration) {
    void ended(long nanos) {
      calls.inc();
      duration.record(nanos);
    }
  }

  /**
   * Shows the metrics of this group no more and gives their names back, but for those that another
   * group or instrument of the same definition shares. Whoever still records goes on where nobody
   * looks. May be called again.
   */
  @Override
  public void close() {
    group.close();
  }
}
