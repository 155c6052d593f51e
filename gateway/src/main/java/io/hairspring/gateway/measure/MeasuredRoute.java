package io.hairspring.gateway.measure;

import io.hairspring.catalog.UpstreamMetrics.Upstream;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpServerExchange;

/**
 * What the calls of one route move, looked up once and not with each call: what a look-up touches
 * has mostly left the cache since the last one. Any thread.
 */
final class MeasuredRoute implements CallObserver.OfRoute {
  static final String UNKNOWN = "unknown"; // the model of a reply that names none

  private final MeasuredUpstreams metrics;
  private final String provider;
  private final LatencyRecorder firstBytes;
  private final LatencyRecorder transfers;
  private final MeasuredOverhead.OfProvider overhead;

  // Null until a reply names no model: a route whose replies all do has no series of that. Whoever
  // finds null looks it up, and all find the same.
  private volatile Upstream unnamed;

  MeasuredRoute(
      MeasuredUpstreams metrics,
      String provider,
      LatencyRecorder firstBytes,
      LatencyRecorder transfers,
      MeasuredOverhead.OfProvider overhead) {
    this.metrics = metrics;
    this.provider = provider;
    this.firstBytes = firstBytes;
    this.transfers = transfers;
    this.overhead = overhead;
  }

  @Override
  public UpstreamCall begin(HttpServerExchange exchange) {
    metrics.began();
    MeasuredUpstreamCall call = new MeasuredUpstreamCall(this);
    RequestMetricsHandler.tellPhases(exchange, call);
    return call;
  }

  String provider() {
    return provider;
  }

  long nanoTime() {
    return metrics.nanoTime();
  }

  /** Records a call that was answered, and its parts. */
  void answered(String model, int status, long nanos, long firstByteNanos, long transferNanos) {
    over(model).answered(status, nanos);
    firstBytes.record(firstByteNanos);
    transfers.record(transferNanos);
  }

  /** Counts a call without a whole answer; {@code status} is 0 if not even its head came. */
  void failed(String model, int status, UpstreamFailure failure, long nanos) {
    over(model).failed(status, failure.label(), nanos);
  }

  /** Counts a call whose client went away; {@code status} is 0 if not even its head came. */
  void abandoned(String model, int status, long nanos) {
    over(model).abandoned(status, nanos);
    metrics.abandoned(provider);
  }

  /** Records a request that has ended, and with it the phases of its call. */
  void ended(CallPhases phases) {
    overhead.record(phases);
  }

  /** Counts what a reply says it took; a negative number is refused, and counted so. */
  void tokens(String model, long prompt, long completion) {
    if (prompt != 0) {
      upstream(model).tokens("prompt", prompt);
    }
    if (completion != 0) {
      upstream(model).tokens("completion", completion);
    }
  }

  void unreadable() {
    metrics.unreadable(provider);
  }

  private Upstream over(String model) {
    metrics.over();
    return upstream(model);
  }

  private Upstream upstream(String model) {
    if (!model.equals(UNKNOWN)) {
      return metrics.upstream(provider, model);
    }
    Upstream found = unnamed;
    if (found == null) {
      found = metrics.upstream(provider, model);
      unnamed = found;
    }
    return found;
  }
}
