package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that a server answers, by endpoint and method. Any thread; recording allocates nothing
 * once the labels and the status were seen before.
 *
 * <p>Metrics, with the prefix {@code http_} and the labels {@code endpoint}, {@code method}, {@code
 * status}, which reads {@code other} for numbers that are none:
 *
 * <ul>
 *   <li>{@code requests_total{endpoint,method,status}}: all that ended;
 *   <li>{@code response_status_total{endpoint,status}}: the same, and only there where {@code
 *       requests_total} is configured without {@code status};
 *   <li>{@code request_errors_total{endpoint,method}}: those with a status from 500, or as {@link
 *       GroupSettings#withErrors} says;
 *   <li>{@code requests_aborted_total{endpoint,method}}: those whose connection ended first;
 *   <li>{@code request_duration_seconds}, {@code request_size_bytes} and {@code
 *       response_size_bytes}, by {@code {endpoint,method}};
 *   <li>{@code requests_in_flight}: those not ended;
 *   <li>{@code request_calls_unmeasured_total}: calls that {@link #call} was to measure, but
 *       measuring failed.
 * </ul>
 */
public final class HttpServerMetrics extends InstrumentGroup {
  private static final double[] SIZE_BOUNDS = {
    100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private final MetricsCollector metrics;
  private final RequestFamilies requests;
  private final LabelProjection<Counter> statuses; // null where requests are told apart by it
  private final LabelProjection<Counter> errors;
  private final LabelProjection<Counter> aborted;
  private final BodySizes sizes;
  private final IntPredicate isError;
  private final Gauge inFlight;
  private final Counter unmeasured;
  private final SlowRequests slow; // null to keep none
  private final Family<Handle> handles;

  /** Registers the metrics under their own names. */
  public HttpServerMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public HttpServerMetrics(MetricsCollector metrics, GroupSettings settings) {
    this(metrics, settings, null);
  }

  /**
   * Registers the metrics.
   *
   * @param slow keeps the slowest requests of each endpoint and method; null to keep none
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public HttpServerMetrics(
      MetricsCollector metrics, GroupSettings settings, @Nullable SlowRequests slow) {
    super(metrics, "HTTP server", "http_", settings);
    this.metrics = metrics;
    this.slow = slow;
    Dimensions byMethod = Dimensions.of("endpoint", "method");
    requests =
        new RequestFamilies(
            group, byMethod, "Requests that ended.", "Time from request to end of answer.");
    statuses =
        requests.byStatus()
            ? null
            : group.counter(
                "response_status_total",
                "Requests that ended, by status.",
                byMethod.showing("endpoint").and("status"));
    errors =
        group.counter(
            "request_errors_total", "Requests that ended with the status of an error.", byMethod);
    aborted =
        group.counter(
            "requests_aborted_total",
            "Requests whose connection ended before the whole answer was sent.",
            byMethod);
    sizes =
        new BodySizes(
            group,
            byMethod,
            SIZE_BOUNDS,
            "Size of request bodies.",
            "Size of answer bodies as sent.");
    inFlight = group.gauge("requests_in_flight", "Requests not ended.");
    unmeasured =
        group.counter(
            "request_calls_unmeasured_total", "Calls that could not be measured as a whole.");
    isError = group.errors();
    group.done();
    handles = group.handles("http server", 2, this::resolve);
  }

  /** Returns the handle of an endpoint and a method, to be kept by who can. */
  public Handle handle(String endpoint, String method) {
    return handles.with(endpoint, method);
  }

  /**
   * Records a request that ended.
   *
   * @param status the HTTP status
   * @param nanos how long it took, in nanoseconds
   */
  public void record(String endpoint, String method, int status, long nanos) {
    handles.with(endpoint, method).record(status, nanos);
  }

  /**
   * Returns the whole name of {@code requests_total}, for whoever bounds endpoints on the way here
   * and counts those that are cut.
   */
  public String requestsName() {
    return group.fullName("requests_total");
  }

  /**
   * Returns what measures a function that answers requests of this endpoint and method: in flight
   * while it runs, then recorded with the status 200, or 500 if it throws. To be kept by who can.
   */
  public MeasuredCall call(String endpoint, String method) {
    return call(recorder(endpoint, method), unmeasured);
  }

  /** Returns what measures a function whose requests a recorder records. */
  MeasuredCall call(RequestRecorder recorder, Counter unmeasured) {
    MeasuredCall.Listener listener =
        new MeasuredCall.Listener() {
          @Override
          public void began() {
            HttpServerMetrics.this.began();
          }

          @Override
          public void ended(long nanos, Throwable thrown) {
            HttpServerMetrics.this.ended();
            recorder.record(thrown == null ? Statuses.SUCCESS : Statuses.FAILURE, nanos);
          }
        };
    return new MeasuredCall(metrics.config().ticker(), listener, unmeasured);
  }

  /** Returns the collector that the metrics belong to. */
  public MetricsCollector collector() {
    return metrics;
  }

  /** Counts a request in flight; each is to be followed by one {@link #ended}. */
  public void began() {
    inFlight.inc();
  }

  /** Counts a request no more in flight; it is recorded apart from this. */
  public void ended() {
    inFlight.dec();
  }

  /** Returns what records requests of this endpoint and method. */
  RequestRecorder recorder(String endpoint, String method) {
    return handles.with(endpoint, method).requests;
  }

  private Handle resolve(List<String> values) {
    RequestBuilder request = metrics.request();
    addTo(request, values);
    return new Handle(
        values, request.build(), aborted.with(values), isError, slow == null ? null : slow.route());
  }

  /** Adds what a request of this endpoint and method moves. */
  void addTo(RequestBuilder request, List<String> values) {
    requests.addTo(request, values);
    if (statuses != null) {
      RequestFamilies.countStatus(request, statuses, values);
    }
    request.countErrors(errors.with(values), isError);
    sizes.addTo(request, values);
  }

  /** Every metric of one endpoint and method, found at once. Any thread. */
  public static final class Handle {
    private final List<String> values;
    private final RequestRecorder requests;
    private final Counter aborted;
    private final IntPredicate isError;
    private final SlowRoute slow; // null to keep none

    private Handle(
        List<String> values,
        RequestRecorder requests,
        Counter aborted,
        IntPredicate isError,
        SlowRoute slow) {
      this.values = List.copyOf(values);
      this.requests = requests;
      this.aborted = aborted;
      this.isError = isError;
      this.slow = slow;
    }

    /** Returns the endpoint that it was asked for, which its metrics may show as another. */
    public String endpoint() {
      return values.get(0);
    }

    /** Returns the method that it was asked for. */
    public String method() {
      return values.get(1);
    }

    /**
     * Returns whether to describe a request to {@link #keep}, as one of the slowest or of the last
     * that failed. Costs a comparison or two; never true without a {@link SlowRequests}.
     *
     * @param nanos how long it took, in nanoseconds
     * @param aborted whether its answer was not sent as a whole
     * @param endNanos when it ended, by the collector's ticker
     */
    public boolean wants(int status, long nanos, boolean aborted, long endNanos) {
      return slow != null && slow.wants(nanos, aborted || isError.test(status), endNanos);
    }

    /** Keeps a request that {@link #wants} said to describe. */
    public void keep(SlowRequest request, long endNanos) {
      slow.add(request, request.aborted() || isError.test(request.status()), endNanos);
    }

    /**
     * Counts a request for an objective: good unless its status is one of this group's errors or it
     * took longer than the objective wants. Recorded apart from this.
     *
     * @param nanos how long it took, in nanoseconds
     */
    public void countFor(Slo objective, int status, long nanos) {
      objective.recordRequest(isError.test(status), nanos);
    }

    /** Records a request that ended: see {@link HttpServerMetrics#record}. */
    public void record(int status, long nanos) {
      requests.record(status, nanos);
    }

    /**
     * Records a request that ended, and its sizes.
     *
     * @param status the HTTP status
     * @param nanos how long it took, in nanoseconds
     * @param requestBytes bytes of the request's body; negative if it has none, which is not
     *     observed
     * @param responseBytes bytes of the answer's body; negative for none
     */
    public void record(int status, long nanos, long requestBytes, long responseBytes) {
      requests.record(status, nanos, requestBytes, responseBytes);
    }

    /**
     * Records a request that ended, and its sizes, and offers what leads to its trace where {@link
     * RequestRecorder#record(int, long, long, long, Exemplar)} does.
     *
     * @param exemplar null for none
     */
    public void record(
        int status,
        long nanos,
        long requestBytes,
        long responseBytes,
        @Nullable Exemplar exemplar) {
      requests.record(status, nanos, requestBytes, responseBytes, exemplar);
    }

    /** Counts a request, recorded as well, whose answer was not sent as a whole. */
    public void aborted() {
      aborted.inc();
    }
  }
}
