package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.MetricsPath;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.format.LatencyHdrJson;
import io.hairspring.exposition.format.LatencySummaryJson;
import io.hairspring.exposition.format.LatencySummaryTable;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.PrometheusProtobuf;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.health.Health;
import io.hairspring.undertow.tsdb.TsdbClient;
import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Which route answers what, and on which threads.
 *
 * @param handler answers on all of them
 * @param paths where they are, but for the page
 */
record Routes(HttpHandler handler, Set<String> paths) {
  private static final String HDR = "/metrics/hdr";
  private static final int MOST_RESETS = 4_096; // each needs little until it is its turn
  private static final int MOST_HEALTH_ANSWERS = 64;
  private static final int MOST_TSDB_ANSWERS = 32;

  /** Returns all routes. */
  static Routes of(Shown shown, Resources resources) {
    MetricsCollector metrics = shown.metrics();
    Health health = shown.health();
    MetricsThreads threads = resources.threads();
    ServerMetrics counts = resources.counts();
    Admission resetting = new Admission(threads.resetting(), MOST_RESETS);
    Admission checking = new Admission(threads.health(), MOST_HEALTH_ANSWERS);
    Scrapes scrapes = new Scrapes(metrics::visit, resources);
    HealthHandlers healthHandlers = new HealthHandlers(health, threads.health());
    HomePage page = new HomePage(shown.service(), health.version(), shown.path());
    Map<String, Route> routes = new HashMap<>();
    routes.put("/", Route.get(null, page));
    List<Supplier<? extends MetricsFormat>> everything =
        new ArrayList<>(ours(shown.createdTimes()));
    everything.addAll(shown.formats());
    Map<String, List<Supplier<? extends MetricsFormat>>> formats =
        Map.of(
            "/metrics",
            everything,
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
                        new Offers(route, offered, metrics.config().utf8Names(), counts),
                        resources))));
    routes.put(
        "/metrics/health",
        Route.get(checking, new MetricsHealthHandler(metrics, health, threads, counts)));
    routes.put(
        "/metrics/reset",
        Route.post(
            resetting,
            new ResetHandler(shown.resetToken(), metrics, resources.deflaters(), counts)));
    routes.put("/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/api/v1/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/ready", Route.get(null, healthHandlers::ready));
    routes.put("/live", Route.get(null, healthHandlers::live));
    addTsdb(routes, shown.tsdb(), resources);
    Router router = new Router(shown.readers(), routes, counts);
    boolean usual = shown.path().equals(MetricsPath.USUAL);
    Set<String> paths = new HashSet<>();
    routes.keySet().forEach(path -> paths.add(MovedRoutes.moved(path, shown.path())));
    paths.remove("/");
    return new Routes(usual ? router : new MovedRoutes(shown.path(), router), paths);
  }

  /** Returns the formats of all metrics, the one to fall back to first. */
  static List<Supplier<? extends MetricsFormat>> ours(boolean createdTimes) {
    return List.of(
        PrometheusText::new,
        () -> new OpenMetricsText(createdTimes),
        PrometheusProtobuf::new,
        PrometheusText::version1,
        MetricsJson::new);
  }

  private static void addTsdb(Map<String, Route> routes, TsdbTarget tsdb, Resources resources) {
    Executor asks = resources.threads().tsdb();
    TsdbHandlers handlers =
        new TsdbHandlers(
            tsdb == null ? null : new TsdbClient(tsdb, asks),
            resources.counts(),
            resources.limits());
    Admission asking = new Admission(asks, MOST_TSDB_ANSWERS);
    routes.put(TsdbHandlers.QUERY_RANGE, Route.get(asking, handlers::queryRange));
    routes.put(TsdbHandlers.SERVICES, Route.get(asking, handlers::services));
    routes.put(TsdbHandlers.HEALTH, Route.get(asking, handlers::health));
  }
}
