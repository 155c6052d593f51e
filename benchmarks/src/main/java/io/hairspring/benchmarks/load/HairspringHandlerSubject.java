package io.hairspring.benchmarks.load;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpHandler;

/**
 * Hairspring's handler for Undertow as it comes: it finds the route by the path, and counts
 * statuses, errors and broken-off answers besides.
 */
final class HairspringHandlerSubject implements Subject {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final RequestMetricsHandler.Builder handlers =
      RequestMetricsHandler.builder(metrics)
          .settings(GroupSettings.defaults().withPrefix("http_server_"))
          .durationBuckets(Buckets.SECONDS)
          .sizeBuckets(Buckets.BYTES);

  @Override
  public HttpHandler around(String route, HttpHandler next) {
    return handlers.build(next);
  }

  @Override
  public void began() {
    throw new IllegalStateException("the handler measures");
  }

  @Override
  public void ended(Call call) {
    throw new IllegalStateException("the handler measures");
  }

  @Override
  public String scrape() {
    return HairspringSubject.text(metrics);
  }
}
