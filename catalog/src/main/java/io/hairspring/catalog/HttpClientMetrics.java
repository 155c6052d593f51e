package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.Ticker;
import java.util.function.IntPredicate;

/**
 * Requests that a client sends, by endpoint and method. Any thread; recording allocates nothing
 * once the labels were seen before.
 *
 * <p>Metrics, with the prefix {@code http_client_} and the labels {@code endpoint}, {@code method},
 * {@code status}, {@code error_type}:
 *
 * <ul>
 *   <li>{@code requests_total{endpoint,method,status}}: all that ended; one without an answer under
 *       the status {@code none};
 *   <li>{@code errors_total{endpoint,method,error_type}}: those that failed, answers with a status
 *       from 500 included as {@code status_5xx}, others that {@link GroupSettings#withErrors} says
 *       likewise;
 *   <li>{@code request_duration_seconds}, {@code request_size_bytes} and {@code
 *       response_size_bytes}, by {@code {endpoint,method}};
 *   <li>{@code requests_in_flight}: those not ended;
 *   <li>{@code request_calls_unmeasured_total}: calls that {@link #call} was to measure, but
 *       measuring failed.
 * </ul>
 */
public final class HttpClientMetrics extends InstrumentGroup {
  private static final double[] SIZE_BOUNDS = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private final Ticker ticker;
  private final IntPredicate isError;
  private final Gauge inFlight;
  private final Counter unmeasured;
  private final Family<Counter> failures;
  private final Family<RequestRecorder> recorders;

  /** Registers the metrics under their own names. */
  public HttpClientMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public HttpClientMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "HTTP client", "http_client_", settings);
    Dimensions byMethod = Dimensions.of("endpoint", "method");
    RequestFamilies requests =
        new RequestFamilies(
            group, byMethod, "Requests sent that ended.", "Time from sending to the end.");
    BodySizes sizes =
        new BodySizes(
            group, byMethod, SIZE_BOUNDS, "Size of bodies sent.", "Size of bodies received.");
    LabelProjection<Counter> errors =
        group.counter(
            "errors_total",
            "Requests sent that failed, by what went wrong.",
            byMethod.and("error_type"));
    inFlight = group.gauge("requests_in_flight", "Requests sent and not ended.");
    unmeasured =
        group.counter(
            "request_calls_unmeasured_total", "Calls that could not be measured as a whole.");
    isError = group.errors();
    ticker = metrics.config().ticker();
    group.done();
    failures = group.handles("http client errors", 3, errors::with);
    recorders =
        group.handles(
            "http client",
            2,
            values -> {
              RequestBuilder request = metrics.request();
              requests.addTo(request, values);
              sizes.addTo(request, values);
              return request.build();
            });
  }

  /**
   * Returns what measures a function that sends requests to this endpoint with this method: in
   * flight while it runs, then recorded with the status 200, or if it throws as one without an
   * answer, whose error type is the simple name of what was thrown. To be kept by who can.
   */
  public MeasuredCall call(String endpoint, String method) {
    RequestRecorder recorder = recorders.with(endpoint, method);
    MeasuredCall.Listener listener =
        new MeasuredCall.Listener() {
          @Override
          public void began() {
            HttpClientMetrics.this.began();
          }

          @Override
          public void ended(long nanos, Throwable thrown) {
            HttpClientMetrics.this.ended();
            if (thrown == null) {
              recorder.record(Statuses.SUCCESS, nanos);
            } else {
              failed(endpoint, method, CallMetrics.errorType(thrown), nanos);
            }
          }
        };
    return new MeasuredCall(ticker, listener, unmeasured);
  }

  /** Counts a request in flight; to be followed by one {@link #ended}. */
  public void began() {
    inFlight.inc();
  }

  /** Counts a request no more in flight; it is recorded apart from this. */
  public void ended() {
    inFlight.dec();
  }

  /**
   * Records a request that was answered.
   *
   * @param status the HTTP status
   * @param nanos how long it took, in nanoseconds
   * @param requestBytes bytes of the body sent; negative if there was none, which is not observed
   * @param responseBytes bytes of the body received; negative for none
   */
  public void answered(
      String endpoint,
      String method,
      int status,
      long nanos,
      long requestBytes,
      long responseBytes) {
    recorders.with(endpoint, method).record(status, nanos, requestBytes, responseBytes);
    if (isError.test(status)) {
      failures.with(endpoint, method, Statuses.errorType(status)).inc();
    }
  }

  /**
   * Records a request that has no answer.
   *
   * @param errorType what went wrong, one of few words such as {@code timeout}
   * @param nanos how long it took, in nanoseconds
   */
  public void failed(String endpoint, String method, String errorType, long nanos) {
    recorders.with(endpoint, method).record(Statuses.NONE, nanos);
    failures.with(endpoint, method, errorType).inc();
  }
}
