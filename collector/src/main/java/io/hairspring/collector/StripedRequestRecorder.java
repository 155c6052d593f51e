package io.hairspring.collector;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.latency.cells.StripedLatencyRecorder;
import io.hairspring.collector.series.Labelled;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;

/** Instruments of one collector that are written together. */
final class StripedRequestRecorder extends Labelled implements RequestRecorder {
  private static final int FIRST_ERROR = 500;

  private final Stripes stripes;
  private final Lease[] places;
  private final ExemplarSampling sampling;
  private final StripedCounter[] counters;
  private final StripedCounter[] errors;
  private final StatusCounters[] statuses;
  private final StripedLatencyRecorder[] latencies;
  private final StripedHistogram[] requestBytes;
  private final StripedHistogram[] responseBytes;

  StripedRequestRecorder(
      String[] values,
      Stripes stripes,
      ExemplarSampling sampling,
      StripedCounter[] counters,
      StripedCounter[] errors,
      StatusCounters[] statuses,
      StripedLatencyRecorder[] latencies,
      StripedHistogram[] requestBytes,
      StripedHistogram[] responseBytes) {
    super(values);
    this.stripes = stripes;
    places = stripes.places();
    this.sampling = sampling;
    this.counters = counters;
    this.errors = errors;
    this.statuses = statuses;
    this.latencies = latencies;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
  }

  @Override
  public void record(int status, long latencyNanos) {
    record(Stripes.current(places, stripes), status, latencyNanos);
  }

  @Override
  public void record(int status, long latencyNanos, long requestBytes, long responseBytes) {
    Lease lease = Stripes.current(places, stripes);
    record(lease, status, latencyNanos);
    for (StripedHistogram histogram : this.requestBytes) {
      histogram.observe(lease, (double) requestBytes);
    }
    for (StripedHistogram histogram : this.responseBytes) {
      histogram.observe(lease, (double) responseBytes);
    }
  }

  @Override
  public void record(int status, long latencyNanos, Exemplar exemplar) {
    record(status, latencyNanos);
    if (sampling.admits(exemplar)) {
      offer(status, latencyNanos, exemplar);
    }
  }

  @Override
  public void record(
      int status, long latencyNanos, long requestBytes, long responseBytes, Exemplar exemplar) {
    record(status, latencyNanos, requestBytes, responseBytes);
    if (sampling.admits(exemplar)) {
      offer(status, latencyNanos, exemplar);
      for (StripedHistogram histogram : this.requestBytes) {
        histogram.offer((double) requestBytes, exemplar);
      }
      for (StripedHistogram histogram : this.responseBytes) {
        histogram.offer((double) responseBytes, exemplar);
      }
    }
  }

  private void offer(int status, long latencyNanos, Exemplar exemplar) {
    if (status >= FIRST_ERROR) {
      for (StripedCounter counter : errors) {
        counter.offer(1, exemplar);
      }
    }
    for (StripedLatencyRecorder latency : latencies) {
      latency.offer(latencyNanos, exemplar);
    }
  }

  private void record(Lease lease, int status, long latencyNanos) {
    for (StripedCounter counter : counters) {
      counter.inc(lease);
    }
    if (status >= FIRST_ERROR) {
      for (StripedCounter counter : errors) {
        counter.inc(lease);
      }
    }
    for (StatusCounters byStatus : statuses) {
      byStatus.of(status).inc(lease);
    }
    for (StripedLatencyRecorder latency : latencies) {
      latency.record(lease, latencyNanos);
    }
  }
}
