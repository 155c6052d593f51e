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
import io.hairspring.gateway.route.Route;

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
  public OfRoute watch(Route route, ConnectionPool pool) {
    String provider = route.name();
    connections.watch(route, pool);
    return new MeasuredRoute(
        this,
        provider,
        connections.firstBytes(provider),
        connections.transfers(provider),
        overhead.of(provider));
  }

  void began() {
    calls.began();
  }

  void over() {
    calls.ended();
  }

  Upstream upstream(String provider, String model) {
    return calls.upstream(provider, model);
  }

  void abandoned(String provider) {
    abandoned.with(provider).inc();
  }

  void unreadable(String provider) {
    unread.with(provider).inc();
  }

  long nanoTime() {
    return ticker.nanoTime();
  }
}
