package io.hairspring.collector;

import io.hairspring.collector.latency.LatencyRecorder;

/**
 * What whoever serves a collector's metrics tells of its own work, among the collector's own
 * metrics. One set for a collector: several servers count into the same series. Any thread.
 */
public final class ScrapeMetrics {
  private static final String[] ROUTE_AND_FORMAT = {"route", "format"};

  private final Family<Counter> ended;
  private final Counter shared;
  private final Family<Counter> refused;
  private final Gauge connections;
  private final Counter connectionsEvicted;
  private final Counter connectionsRefused;
  private final Family<Counter> connectionsTimedOut;
  private final Family<Counter> bytes;
  private final Family<Counter> proxied;
  private final Family<LatencyRecorder> durations;
  private final Family<LatencyRecorder> renderings;

  ScrapeMetrics(CollectorCore core) {
    ended =
        new CounterBuilder(core, "hairspring_scrapes_total", "Scrapes, by how each of them ended.")
            .family("outcome");
    shared =
        new CounterBuilder(
                core,
                "hairspring_scrapes_shared_total",
                "Scrapes that waited for a rendering that another had asked for.")
            .register();
    refused =
        new CounterBuilder(
                core,
                "hairspring_server_refusals_total",
                "Requests to a metrics server that were refused before it was known whether they"
                    + " scrape, or that do not, by the reason.")
            .family("reason");
    connections =
        new GaugeBuilder(core, "hairspring_connections", "Connections open to metrics servers.")
            .register();
    connectionsEvicted =
        new CounterBuilder(
                core,
                "hairspring_connections_evicted_total",
                "Connections without a request under way that were closed to make room for others.")
            .register();
    connectionsRefused =
        new CounterBuilder(
                core,
                "hairspring_connections_refused_total",
                "Connections closed as they came, because there was no room for them.")
            .register();
    connectionsTimedOut =
        new CounterBuilder(
                core,
                "hairspring_connections_timed_out_total",
                "Connections closed because their client was silent for too long, by what was"
                    + " awaited of it.")
            .family("reason");
    bytes =
        new CounterBuilder(
                core,
                "hairspring_scrape_bytes_total",
                "Bytes of answers sent to scrapes, as they were sent: in gzip or not.")
            .family(ROUTE_AND_FORMAT);
    proxied =
        new CounterBuilder(
                core,
                "hairspring_tsdb_requests_total",
                "Questions handed on to a time-series database, by how each of them ended.")
            .family("route", "outcome");
    durations =
        new LatencyBuilder(
                core,
                "hairspring_scrape_duration_seconds",
                "Time from the arrival of an answered scrape until its answer was sent.")
            .family(ROUTE_AND_FORMAT);
    renderings =
        new LatencyBuilder(
                core,
                "hairspring_scrape_rendering_seconds",
                "Time to walk over the metrics, write them down and compress them.")
            .family(ROUTE_AND_FORMAT);
  }

  /** Returns the scrapes by their {@code outcome}, of which each has one. */
  public Family<Counter> ended() {
    return ended;
  }

  /** Returns the scrapes that waited for a rendering that another had asked for. */
  public Counter shared() {
    return shared;
  }

  /** Returns the requests other than scrapes that were refused, by the {@code reason}. */
  public Family<Counter> refused() {
    return refused;
  }

  /** Returns the connections that are open. */
  public Gauge connections() {
    return connections;
  }

  /** Returns the connections without a request that were closed to make room for others. */
  public Counter connectionsEvicted() {
    return connectionsEvicted;
  }

  /** Returns the connections that were closed as they came, because there was no room for them. */
  public Counter connectionsRefused() {
    return connectionsRefused;
  }

  /**
   * Returns the connections that were closed because their client was silent for too long, by the
   * {@code reason}.
   */
  public Family<Counter> connectionsTimedOut() {
    return connectionsTimedOut;
  }

  /** Returns the bytes sent to scrapes, by {@code route} and {@code format}. */
  public Family<Counter> bytes() {
    return bytes;
  }

  /** Returns the questions to a time-series database, by {@code route} and {@code outcome}. */
  public Family<Counter> proxied() {
    return proxied;
  }

  /** Returns the times of whole scrapes, waiting and sending included, by route and format. */
  public Family<LatencyRecorder> durations() {
    return durations;
  }

  /**
   * Returns the times of renderings, by route and format, with what a walk waits for: sources and
   * its turn. One may serve several scrapes.
   */
  public Family<LatencyRecorder> renderings() {
    return renderings;
  }
}
