package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The nine instruments of a request in client_java. */
final class PrometheusRequests {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests = counters("http_requests_total", "endpoint", "method");
  private final Counter statuses = counters("http_response_status_total", "endpoint", "status");
  private final Counter errors = counters("http_request_errors_total", "endpoint");
  private final Histogram latency =
      PrometheusSetUp.classics(registry, "http_request_duration_seconds", "endpoint", "method");
  private final Histogram requestBytes = sizes("http_request_size_bytes");
  private final Histogram responseBytes = sizes("http_response_size_bytes");
  private final Counter providerRequests = counters("provider_requests_total", "provider");
  private final Histogram providerLatency =
      PrometheusSetUp.classics(registry, "provider_duration_seconds", "provider");
  private final Counter modelRequests = counters("model_requests_total", "provider", "model");

  private final Resolved[] byShape = new Resolved[Requests.SHAPES];

  PrometheusRequests() {
    for (int shape = 0; shape < byShape.length; shape++) {
      byShape[shape] = new Resolved(Labels.of(shape));
    }
  }

  private Counter counters(String name, String... labels) {
    return PrometheusSetUp.counters(registry, name, labels);
  }

  private Histogram sizes(String name) {
    return PrometheusSetUp.classics(registry, name, Workload.BUCKETS_BYTES, "endpoint");
  }

  PrometheusRegistry registry() {
    return registry;
  }

  void recordByLabels(Request request) {
    Labels labels = Labels.of(request.shape());
    double seconds = PrometheusSetUp.seconds(request.nanos());
    String endpoint = labels.endpoint();
    requests.labelValues(endpoint, labels.method()).inc();
    statuses.labelValues(endpoint, Labels.status(request.status())).inc();
    if (request.failed()) {
      errors.labelValues(endpoint).inc();
    }
    latency.labelValues(endpoint, labels.method()).observe(seconds);
    requestBytes.labelValues(endpoint).observe(request.requestBytes());
    responseBytes.labelValues(endpoint).observe(request.responseBytes());
    providerRequests.labelValues(labels.provider()).inc();
    providerLatency.labelValues(labels.provider()).observe(seconds);
    modelRequests.labelValues(labels.provider(), labels.model()).inc();
  }

  void recordResolved(Request request) {
    byShape[request.shape()].record(request);
  }

  /** The data points of one shape, kept. */
  private final class Resolved {
    private final CounterDataPoint request;
    private final CounterDataPoint ok;
    private final CounterDataPoint unavailable;
    private final CounterDataPoint error;
    private final DistributionDataPoint duration;
    private final DistributionDataPoint in;
    private final DistributionDataPoint out;
    private final CounterDataPoint provider;
    private final DistributionDataPoint providerDuration;
    private final CounterDataPoint model;

    Resolved(Labels labels) {
      request = requests.labelValues(labels.endpoint(), labels.method());
      ok = statuses.labelValues(labels.endpoint(), Labels.status(200));
      unavailable = statuses.labelValues(labels.endpoint(), Labels.status(503));
      error = errors.labelValues(labels.endpoint());
      duration = latency.labelValues(labels.endpoint(), labels.method());
      in = requestBytes.labelValues(labels.endpoint());
      out = responseBytes.labelValues(labels.endpoint());
      provider = providerRequests.labelValues(labels.provider());
      providerDuration = providerLatency.labelValues(labels.provider());
      model = modelRequests.labelValues(labels.provider(), labels.model());
    }

    void record(Request given) {
      double seconds = PrometheusSetUp.seconds(given.nanos());
      request.inc();
      (given.status() == 200 ? ok : unavailable).inc();
      if (given.failed()) {
        error.inc();
      }
      duration.observe(seconds);
      in.observe(given.requestBytes());
      out.observe(given.responseBytes());
      provider.inc();
      providerDuration.observe(seconds);
      model.inc();
    }
  }
}
