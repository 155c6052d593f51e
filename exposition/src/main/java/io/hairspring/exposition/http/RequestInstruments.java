package io.hairspring.exposition.http;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LabelValues;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.latency.LatencyRecorder;

/** The families that requests are counted in. */
final class RequestInstruments {
  private final MetricsCollector metrics;
  private final Family<Counter> requests;
  private final Family<Counter> errors;
  private final Family<Counter> aborted;
  private final Family<LatencyRecorder> duration;
  private final Family<Histogram> requestSize;
  private final Family<Histogram> responseSize;
  private final Gauge inFlight;

  RequestInstruments(
      MetricsCollector metrics, String prefix, double[] durationBuckets, double[] sizeBuckets) {
    this.metrics = metrics;
    requests =
        metrics
            .counter(prefix + "requests_total", "Requests that ended, by status.")
            .family("endpoint", "method", "status");
    errors =
        metrics
            .counter(prefix + "request_errors_total", "Requests that ended with a status from 500.")
            .family("endpoint", "method");
    aborted =
        metrics
            .counter(
                prefix + "requests_aborted_total",
                "Requests whose connection ended before the whole answer was sent.")
            .family("endpoint", "method");
    duration =
        metrics
            .latency(prefix + "request_duration_seconds", "Time from request to end of answer.")
            .buckets(durationBuckets)
            .family("endpoint", "method");
    requestSize =
        metrics
            .histogram(prefix + "request_size_bytes", "Size of request bodies.")
            .buckets(sizeBuckets)
            .family("endpoint", "method");
    responseSize =
        metrics
            .histogram(prefix + "response_size_bytes", "Size of answer bodies as sent.")
            .buckets(sizeBuckets)
            .family("endpoint", "method");
    inFlight = metrics.gauge(prefix + "requests_in_flight", "Requests not ended.").register();
  }

  Gauge inFlight() {
    return inFlight;
  }

  /** Returns the handles of one endpoint and method. */
  RequestHandles handles(String endpoint, String method) {
    RequestRecorder recorder =
        metrics
            .request()
            .countStatus(status -> requests.with(endpoint, method, LabelValues.of(status)))
            .countErrors(errors.with(endpoint, method))
            .latency(duration.with(endpoint, method))
            .requestBytes(requestSize.with(endpoint, method))
            .responseBytes(responseSize.with(endpoint, method))
            .build();
    return new RequestHandles(recorder, aborted.with(endpoint, method));
  }
}
