package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The nine instruments of a request in Micrometer, timers and summaries without buckets. */
final class MicrometerRequests {
  private final MeterRegistry registry = MicrometerSetUp.registry();
  private final Resolved[] byShape = new Resolved[Requests.SHAPES];

  MicrometerRequests() {
    for (int shape = 0; shape < byShape.length; shape++) {
      byShape[shape] = new Resolved(Labels.of(shape));
    }
  }

  private Counter requests(Labels labels) {
    return registry.counter(
        "http.requests", "endpoint", labels.endpoint(), "method", labels.method());
  }

  private Counter statuses(Labels labels, int status) {
    return registry.counter(
        "http.response.status", "endpoint", labels.endpoint(), "status", Labels.status(status));
  }

  private Counter errors(Labels labels) {
    return registry.counter("http.request.errors", "endpoint", labels.endpoint());
  }

  private Timer latency(Labels labels) {
    return registry.timer(
        "http.request.duration", "endpoint", labels.endpoint(), "method", labels.method());
  }

  private DistributionSummary requestBytes(Labels labels) {
    return registry.summary("http.request.size", "endpoint", labels.endpoint());
  }

  private DistributionSummary responseBytes(Labels labels) {
    return registry.summary("http.response.size", "endpoint", labels.endpoint());
  }

  private Counter providerRequests(Labels labels) {
    return registry.counter("provider.requests", "provider", labels.provider());
  }

  private Timer providerLatency(Labels labels) {
    return registry.timer("provider.duration", "provider", labels.provider());
  }

  private Counter modelRequests(Labels labels) {
    return registry.counter(
        "model.requests", "provider", labels.provider(), "model", labels.model());
  }

  MeterRegistry registry() {
    return registry;
  }

  void recordByLabels(Request request) {
    Labels labels = Labels.of(request.shape());
    requests(labels).increment();
    statuses(labels, request.status()).increment();
    if (request.failed()) {
      errors(labels).increment();
    }
    latency(labels).record(request.nanos(), TimeUnit.NANOSECONDS);
    requestBytes(labels).record(request.requestBytes());
    responseBytes(labels).record(request.responseBytes());
    providerRequests(labels).increment();
    providerLatency(labels).record(request.nanos(), TimeUnit.NANOSECONDS);
    modelRequests(labels).increment();
  }

  void recordResolved(Request request) {
    byShape[request.shape()].record(request);
  }

  /** The meters of one shape, kept. */
  private final class Resolved {
    private final Counter request;
    private final Counter ok;
    private final Counter unavailable;
    private final Counter error;
    private final Timer duration;
    private final DistributionSummary in;
    private final DistributionSummary out;
    private final Counter provider;
    private final Timer providerDuration;
    private final Counter model;

    Resolved(Labels labels) {
      request = requests(labels);
      ok = statuses(labels, 200);
      unavailable = statuses(labels, 503);
      error = errors(labels);
      duration = latency(labels);
      in = requestBytes(labels);
      out = responseBytes(labels);
      provider = providerRequests(labels);
      providerDuration = providerLatency(labels);
      model = modelRequests(labels);
    }

    void record(Request given) {
      request.increment();
      (given.status() == 200 ? ok : unavailable).increment();
      if (given.failed()) {
        error.increment();
      }
      duration.record(given.nanos(), TimeUnit.NANOSECONDS);
      in.record(given.requestBytes());
      out.record(given.responseBytes());
      provider.increment();
      providerDuration.record(given.nanos(), TimeUnit.NANOSECONDS);
      model.increment();
    }
  }
}
