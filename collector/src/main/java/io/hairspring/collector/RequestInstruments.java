package io.hairspring.collector;

import io.hairspring.collector.latency.LatencyRecorder;
import java.util.List;

/**
 * The instruments that requests move, by endpoint, provider and model, and the rule how an event
 * moves them. Any thread; applying an event takes one look-up for its labels and allocates nothing
 * once the labels were seen before.
 *
 * <p>Names: {@code http_requests_total} and {@code http_request_errors_total} (status 500 and
 * above) by endpoint and method; {@code http_response_status_total} by endpoint and status; {@code
 * http_request_duration_seconds}, {@code http_request_size_bytes} and {@code
 * http_response_size_bytes} by endpoint; {@code provider_} and {@code model_} {@code
 * requests_total}, {@code errors_total} and {@code latency_seconds}; {@code model_tokens_total} by
 * model and type; {@code request_failures_total} by error type; {@code cache_hits_total} and {@code
 * cache_misses_total}.
 */
public final class RequestInstruments {
  private static final double[] SIZE_BOUNDS = {100, 1_000, 10_000, 100_000, 1_000_000};

  private final Family<Counter> requests;
  private final Family<Counter> errors;
  private final Family<Counter> statuses;
  private final Family<LatencyRecorder> latencies;
  private final Family<Histogram> requestBytes;
  private final Family<Histogram> responseBytes;
  private final Party providers;
  private final Party models;
  private final Family<Counter> tokens;
  private final Family<Counter> failures;
  private final Counter cacheHits;
  private final Counter cacheMisses;
  private final Family<RequestRecorder> direct;
  private final Family<RequestRecorder> forwarded;

  /**
   * Makes the instruments.
   *
   * @throws IllegalArgumentException if one of the names is taken
   */
  public RequestInstruments(MetricsCollector metrics) {
    requests =
        metrics.counter("http_requests_total", "Requests answered.").family("endpoint", "method");
    errors =
        metrics
            .counter("http_request_errors_total", "Requests answered with 500 or above.")
            .family("endpoint", "method");
    statuses =
        metrics
            .counter("http_response_status_total", "Responses by status.")
            .family("endpoint", "status");
    latencies =
        metrics
            .latency("http_request_duration_seconds", "Time from request to response.")
            .family("endpoint");
    requestBytes =
        metrics
            .histogram("http_request_size_bytes", "Sizes of request bodies.")
            .buckets(SIZE_BOUNDS)
            .family("endpoint");
    responseBytes =
        metrics
            .histogram("http_response_size_bytes", "Sizes of response bodies.")
            .buckets(SIZE_BOUNDS)
            .family("endpoint");
    providers = new Party(metrics, "provider");
    models = new Party(metrics, "model");
    tokens = metrics.counter("model_tokens_total", "Tokens by direction.").family("model", "type");
    failures =
        metrics
            .counter("request_failures_total", "Requests that failed, by what went wrong.")
            .family("error_type");
    cacheHits = metrics.counter("cache_hits_total", "Answers from the cache.").register();
    cacheMisses =
        metrics.counter("cache_misses_total", "Answers that the cache did not have.").register();
    direct = metrics.requests(2, this::endpoint);
    forwarded =
        metrics.requests(
            4,
            (request, labels) -> {
              endpoint(request, labels);
              providers.addTo(request, labels.get(2));
              models.addTo(request, labels.get(3));
            });
  }

  private void endpoint(RequestBuilder request, List<String> labels) {
    String endpoint = labels.get(0);
    String method = labels.get(1);
    request
        .count(requests.with(endpoint, method))
        .countErrors(errors.with(endpoint, method))
        .countStatus(status -> statuses.with(endpoint, LabelValues.of(status)))
        .latency(latencies.with(endpoint))
        .requestBytes(requestBytes.with(endpoint))
        .responseBytes(responseBytes.with(endpoint));
  }

  /** Returns the recorder of requests that were answered here. */
  public RequestRecorder recorder(String endpoint, String method) {
    return direct.with(endpoint, method);
  }

  /** Returns the recorder of requests that a provider's model answered. */
  public RequestRecorder recorder(String endpoint, String method, String provider, String model) {
    return forwarded.with(endpoint, method, provider, model);
  }

  /** Moves every instrument of an event. */
  public void apply(RequestEvent event) {
    RequestRecorder recorder =
        event.hasProvider()
            ? recorder(event.endpoint(), event.method(), event.provider(), event.model())
            : recorder(event.endpoint(), event.method());
    if (event.hasBytes()) {
      recorder.record(
          event.status(), event.latencyNanos(), event.requestBytes(), event.responseBytes());
    } else {
      recorder.record(event.status(), event.latencyNanos());
    }
    if (event.hasTokens()) {
      String model = event.hasProvider() ? event.model() : "";
      tokens.with(model, "prompt").add(event.tokensIn());
      tokens.with(model, "completion").add(event.tokensOut());
    }
    if (event.hasError()) {
      failures.with(event.errorType()).inc();
    }
    if (event.hasCache()) {
      (event.cacheOutcome() == RequestEvent.CacheOutcome.HIT ? cacheHits : cacheMisses).inc();
    }
  }

  /** Requests, errors and latency of those who answer. */
  private static final class Party {
    private final Family<Counter> requests;
    private final Family<Counter> errors;
    private final Family<LatencyRecorder> latencies;

    Party(MetricsCollector metrics, String label) {
      requests =
          metrics.counter(label + "_requests_total", "Requests by " + label + ".").family(label);
      errors =
          metrics
              .counter(label + "_errors_total", "Requests answered with 500 or above.")
              .family(label);
      latencies =
          metrics
              .latency(label + "_latency_seconds", "Time to the response by " + label + ".")
              .family(label);
    }

    void addTo(RequestBuilder request, String value) {
      request
          .count(requests.with(value))
          .countErrors(errors.with(value))
          .latency(latencies.with(value));
    }
  }
}
