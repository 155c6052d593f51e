package io.hairspring.undertow;

import io.hairspring.exposition.config.MetricsPath;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.scrape.ScrapeService;
import io.hairspring.undertow.Router.Route;
import io.hairspring.undertow.tsdb.TsdbClient;
import io.undertow.server.HttpHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Which route answers what, and on which threads.
 *
 * @param handler answers on all of them
 * @param paths where they are, but for the page
 */
record Routes(HttpHandler handler, Set<String> paths) {
  private static final int MOST_HEALTH_ANSWERS = 64;
  private static final int MOST_TSDB_ANSWERS = 32;

  /** Returns all routes. */
  static Routes of(ServerContent shown, Resources resources) {
    Health health = shown.health();
    MetricsThreads threads = resources.threads();
    Admission checking = new Admission(threads.health(), MOST_HEALTH_ANSWERS);
    ScrapeService scrapes = resources.scrapes();
    HealthHandlers healthHandlers = new HealthHandlers(health, threads.health());
    HomePage page =
        new HomePage(
            shown.service(), health.version(), shown.path(), shown.metrics().config().prefix());
    Map<String, Route> routes = new HashMap<>();
    routes.put("/", Route.get(null, page));
    for (String path : List.of("", "/json", "/summary", "/hdr")) {
      routes.put("/metrics" + path, Route.get(null, new ScrapeHandler(path, scrapes::scrape)));
    }
    routes.put(
        "/metrics/health",
        Route.get(checking, new MetricsHealthHandler(shown.metrics(), health, resources)));
    routes.put("/metrics/history", Route.get(checking, new HistoryHandler(resources.history())));
    routes.put("/metrics/slow", Route.get(checking, new SlowHandler(shown.slow())));
    routes.put("/metrics/reset", Route.post(new ResetHandler(shown.resetToken(), resources)));
    routes.put("/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/api/v1/health", Route.get(checking, healthHandlers::detailed));
    routes.put("/ready", Route.get(null, healthHandlers::ready));
    routes.put("/live", Route.get(null, healthHandlers::live));
    addTsdb(routes, shown.tsdb(), resources);
    Router router = new Router(shown.readers(), routes, resources.counts());
    boolean usual = shown.path().equals(MetricsPath.USUAL);
    Set<String> paths = new HashSet<>();
    routes.keySet().forEach(path -> paths.add(MovedRoutes.moved(path, shown.path())));
    paths.remove("/");
    return new Routes(usual ? router : new MovedRoutes(shown.path(), router), paths);
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
