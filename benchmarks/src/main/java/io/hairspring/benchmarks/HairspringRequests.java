package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.hairspring.collector.Counter;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LabelValues;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import java.util.List;

/** The nine instruments of a request in Hairspring, behind one request recorder. */
final class HairspringRequests {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<Counter> requests =
      metrics.counter("http_requests_total", Workload.HELP).family("endpoint", "method");
  private final Family<Counter> statuses =
      metrics.counter("http_response_status_total", Workload.HELP).family("endpoint", "status");
  private final Family<Counter> errors =
      metrics.counter("http_request_errors_total", Workload.HELP).family("endpoint");
  private final Family<LatencyRecorder> latency =
      metrics
          .latency("http_request_duration_seconds", Workload.HELP)
          .buckets(Workload.BUCKETS_SECONDS)
          .family("endpoint", "method");
  private final Family<Histogram> requestBytes =
      metrics
          .histogram("http_request_size_bytes", Workload.HELP)
          .buckets(Workload.BUCKETS_BYTES)
          .family("endpoint");
  private final Family<Histogram> responseBytes =
      metrics
          .histogram("http_response_size_bytes", Workload.HELP)
          .buckets(Workload.BUCKETS_BYTES)
          .family("endpoint");
  private final Family<Counter> providerRequests =
      metrics.counter("provider_requests_total", Workload.HELP).family("provider");
  private final Family<LatencyRecorder> providerLatency =
      metrics
          .latency("provider_duration_seconds", Workload.HELP)
          .buckets(Workload.BUCKETS_SECONDS)
          .family("provider");
  private final Family<Counter> modelRequests =
      metrics.counter("model_requests_total", Workload.HELP).family("provider", "model");

  private final Family<RequestRecorder> byLabels = metrics.requests(4, this::resolve);
  private final RequestRecorder[] byShape = new RequestRecorder[Requests.SHAPES];

  HairspringRequests() {
    for (int shape = 0; shape < byShape.length; shape++) {
      Labels labels = Labels.of(shape);
      byShape[shape] =
          byLabels.with(labels.endpoint(), labels.method(), labels.provider(), labels.model());
    }
  }

  private void resolve(RequestBuilder request, List<String> labels) {
    String endpoint = labels.get(0);
    String method = labels.get(1);
    String provider = labels.get(2);
    request
        .count(requests.with(endpoint, method))
        .count(providerRequests.with(provider))
        .count(modelRequests.with(provider, labels.get(3)))
        .countErrors(errors.with(endpoint))
        .countStatus(status -> statuses.with(endpoint, LabelValues.of(status)))
        .latency(latency.with(endpoint, method))
        .latency(providerLatency.with(provider))
        .requestBytes(requestBytes.with(endpoint))
        .responseBytes(responseBytes.with(endpoint));
  }

  MetricsCollector metrics() {
    return metrics;
  }

  void recordResolved(Request request) {
    record(byShape[request.shape()], request);
  }

  void recordByLabels(Request request) {
    Labels labels = Labels.of(request.shape());
    record(
        byLabels.with(labels.endpoint(), labels.method(), labels.provider(), labels.model()),
        request);
  }

  /** Starts a ring whose consumer records by labels. */
  EventRing<RequestRing.Event> ring() {
    return metrics.eventRing(
        EventSettings.defaults(),
        RequestRing.Event::new,
        RequestRing.Event::copyTo,
        event -> event.record(byLabels));
  }

  private static void record(RequestRecorder recorder, Request request) {
    recorder.record(
        request.status(), request.nanos(), request.requestBytes(), request.responseBytes());
  }
}
