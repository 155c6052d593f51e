package io.hairspring.exposition.http;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.LatencyHdrJson;
import io.hairspring.exposition.format.LatencySummaryJson;
import io.hairspring.exposition.format.LatencySummaryTable;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.PrometheusProtobuf;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.proxy.TsdbClient;
import io.hairspring.exposition.proxy.TsdbTarget;
import io.undertow.server.HttpHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which route answers what, and on which threads. */
final class Routes {
  private static final String HDR = "/metrics/hdr";
  private static final int MOST_HEALTH_ANSWERS = 64;
  private static final int MOST_TSDB_ANSWERS = 32;

  private Routes() {}

  /**
   * Returns all routes as one handler.
   *
   * @param token who may reset; null for nobody
   * @param readers who may read
   * @param path where the metrics are, for the page to lead there
   * @param createdTimes whether OpenMetrics shows when series were made
   * @param tsdb the time-series database that questions are handed on to; null for none
   */
  static HttpHandler of(
      MetricsCollector metrics,
      Health health,
      String service,
      BearerToken token,
      ReadAccess readers,
      String path,
      TsdbTarget tsdb,
      MetricsThreads threads,
      Deflaters deflaters,
      ServerLimits limits,
      boolean createdTimes) {
    ServerMetrics counts = new ServerMetrics(metrics);
    AnswerPlaces places = new AnswerPlaces(limits.answers());
    Admission rendering = new Admission(threads.rendering(), limits.scrapes(), places::cutOffFirst);
    Admission checking = new Admission(threads.health(), MOST_HEALTH_ANSWERS, () -> false);
    Scrapes scrapes =
        new Scrapes(
            metrics::visit, threads.rendering(), deflaters, places, limits.wishes(), counts);
    HealthHandlers healthHandlers = new HealthHandlers(health, threads.health());
    HomePage page = new HomePage(service, health.version(), path);
    Map<String, Route> routes = new HashMap<>();
    routes.put("/", Route.get(null, page));
    Map<String, List<Supplier<MetricsFormat>>> formats =
        Map.of(
            "/metrics",
            List.of(
                PrometheusText::new,
                () -> new OpenMetricsText(createdTimes),
                PrometheusProtobuf::new),
            "/metrics/json",
            List.of(MetricsJson::new),
            HDR,
            List.of(LatencyHdrJson::new),
            "/metrics/summary",
            List.of(LatencySummaryJson::new, LatencySummaryTable::new));
    formats.forEach(
        (route, offered) ->
            routes.put(
                route,
                Route.get(
                    null,
                    new ScrapeHandler(
                        route.equals(HDR),
                        scrapes,
                        new Offers(route, offered, counts),
                        rendering,
                        limits,
                        counts,
                        places))));
    routes.put(
        "/metrics/health",
        Route.get(
            checking, new MetricsHealthHandler(metrics, health, threads.rendering(), counts)));
    routes.put(
        "/metrics/reset",
        Route.post(rendering, new ResetHandler(token, metrics, deflaters, counts)));
    routes.put("/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/api/v1/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/ready", Route.get(null, healthHandlers::ready));
    routes.put("/live", Route.get(null, healthHandlers::live));
    addTsdb(routes, tsdb, threads, counts);
    return new Router(readers, routes, counts);
  }

  private static void addTsdb(
      Map<String, Route> routes, TsdbTarget tsdb, MetricsThreads threads, ServerMetrics counts) {
    TsdbHandlers handlers =
        new TsdbHandlers(tsdb == null ? null : new TsdbClient(tsdb, threads.tsdb()), counts);
    Admission asking = new Admission(threads.tsdb(), MOST_TSDB_ANSWERS, () -> false);
    routes.put(TsdbHandlers.QUERY_RANGE, Route.get(asking, handlers::queryRange));
    routes.put(TsdbHandlers.SERVICES, Route.get(asking, handlers::services));
    routes.put(TsdbHandlers.HEALTH, Route.get(asking, handlers::health));
  }
}
