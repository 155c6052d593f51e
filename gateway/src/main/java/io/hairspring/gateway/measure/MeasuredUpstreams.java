package io.hairspring.gateway.measure;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.UpstreamMetrics;
import io.hairspring.catalog.UpstreamMetrics.Upstream;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.route.Route;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Records upstream calls in {@link UpstreamMetrics}. The provider is the name of the route, the
 * model what a JSON reply names. Any thread.
 */
public final class MeasuredUpstreams implements CallObserver {
  private static final int MAX_MODELS = 500; // a reply can name any

  private final UpstreamMetrics calls;
  private final Family<Counter> unread;
  private final Family<Counter> abandoned;
  private final MeasuredConnections connections;
  private final MeasuredOverhead overhead;
  private final Ticker ticker;

  /**
   * Registers the instruments.
   *
   * @param latencyBuckets upper bounds in seconds; none for a summary
   * @throws IllegalArgumentException if one of them exists
   */
  public MeasuredUpstreams(MetricsCollector metrics, double... latencyBuckets) {
    ticker = metrics.config().ticker();
    connections = new MeasuredConnections(metrics, latencyBuckets);
    overhead = new MeasuredOverhead(metrics, latencyBuckets);
    calls =
        new UpstreamMetrics(
            metrics,
            GroupSettings.defaults()
                .withBuckets("request_duration_seconds", latencyBuckets)
                .withMaxSeries(MAX_MODELS)
                .without("cost_total"));
    unread =
        metrics
            .counter(
                "upstream_unreadable_replies_total",
                "JSON replies whose model or tokens could not be read, or whose model is too long.")
            .family("provider");
    abandoned =
        metrics
            .counter(
                "upstream_abandoned_total", "Upstream calls whose client went away before the end.")
            .family("provider");
  }

  @Override
  public UpstreamCall begin(Route route, HttpServerExchange exchange) {
    calls.began();
    MeasuredUpstreamCall call = new MeasuredUpstreamCall(this, route.name(), nanoTime());
    exchange.putAttachment(RequestMetricsHandler.PHASES, call);
    return call;
  }

  @Override
  public void connections(Route route, ConnectionPool pool) {
    connections.watch(route, pool);
  }

  void answered(String provider, String model, int status, long nanos) {
    ended(provider, model).answered(status, nanos);
  }

  /** Records the parts of a call that was answered. */
  void answered(String provider, long firstByteNanos, long transferNanos) {
    connections.answered(provider, firstByteNanos, transferNanos);
  }

  /** Counts a call without a whole answer; {@code status} is 0 if not even its head came. */
  void failed(String provider, String model, int status, String errorType, long nanos) {
    ended(provider, model).failed(status, errorType, nanos);
  }

  void abandoned(String provider, String model, int status, long nanos) {
    ended(provider, model).abandoned(status, nanos);
    abandoned.with(provider).inc();
  }

  /** Records a request that has ended, and with it the phases of its call. */
  void ended(String provider, CallPhases phases) {
    overhead.record(provider, phases);
  }

  /** Counts what a reply says it took; a negative number is refused, and counted so. */
  void tokens(String provider, String model, long prompt, long completion) {
    if (prompt != 0) {
      calls.upstream(provider, model).tokens("prompt", prompt);
    }
    if (completion != 0) {
      calls.upstream(provider, model).tokens("completion", completion);
    }
  }

  void unreadable(String provider) {
    unread.with(provider).inc();
  }

  private Upstream ended(String provider, String model) {
    calls.ended();
    return calls.upstream(provider, model);
  }

  long nanoTime() {
    return ticker.nanoTime();
  }
}
