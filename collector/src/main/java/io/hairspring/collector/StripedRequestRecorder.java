package io.hairspring.collector;

import io.hairspring.collector.latency.cells.StripedLatencyRecorder;
import io.hairspring.collector.series.Labelled;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;
import java.util.function.IntFunction;

/** Instruments of one collector that are written together. */
final class StripedRequestRecorder extends Labelled implements RequestRecorder {
  private static final int FIRST_STATUS = 100;
  private static final int STATUSES = 500;
  private static final int FIRST_ERROR = 500;

  private final Stripes stripes;
  private final Lease[] places;
  private final StripedCounter[] counters;
  private final StripedCounter[] errors;
  private final IntFunction<StripedCounter> byStatus; // null for none
  private final StripedLatencyRecorder[] latencies;
  private final StripedHistogram[] requestBytes;
  private final StripedHistogram[] responseBytes;

  // By status, its counter, or null if not yet asked for. Plain: a counter is safe to reach through
  // a race, and whoever misses another thread's answer asks again and gets the same.
  private final StripedCounter[] statuses;

  StripedRequestRecorder(
      String[] values,
      Stripes stripes,
      StripedCounter[] counters,
      StripedCounter[] errors,
      IntFunction<StripedCounter> byStatus,
      StripedLatencyRecorder[] latencies,
      StripedHistogram[] requestBytes,
      StripedHistogram[] responseBytes) {
    super(values);
    this.stripes = stripes;
    places = stripes.places();
    this.counters = counters;
    this.errors = errors;
    this.byStatus = byStatus;
    this.latencies = latencies;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
    statuses = new StripedCounter[byStatus == null ? 0 : STATUSES];
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

  private void record(Lease lease, int status, long latencyNanos) {
    for (StripedCounter counter : counters) {
      counter.inc(lease);
    }
    if (status >= FIRST_ERROR) {
      for (StripedCounter counter : errors) {
        counter.inc(lease);
      }
    }
    if (byStatus != null) {
      counter(status).inc(lease);
    }
    for (StripedLatencyRecorder latency : latencies) {
      latency.record(lease, latencyNanos);
    }
  }

  private StripedCounter counter(int status) {
    int at = status - FIRST_STATUS;
    if (at < 0 || at >= STATUSES) {
      return byStatus.apply(status);
    }
    StripedCounter counter = statuses[at];
    if (counter == null) {
      counter = byStatus.apply(status);
      statuses[at] = counter;
    }
    return counter;
  }
}
