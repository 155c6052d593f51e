package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.MetricsServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x: a request is recorded when its answer ended or its connection did. The metrics have a
 * port, and threads, of their own: no event loop renders them.
 */
final class VertxExample implements Example {
  private static final long PATIENCE_SECONDS = 10;

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics requests = new HttpServerMetrics(metrics);
  private final MetricsServer exposed;
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  private VertxExample(int port, int metricsPort) {
    exposed = MetricsServer.builder(metrics).port(metricsPort).start();
    server = vertx.createHttpServer().requestHandler(this::handle);
    result(server.listen(port, "127.0.0.1"));
  }

  /** Starts the servers; port 0 for any free one. */
  static VertxExample start(int port, int metricsPort) {
    return new VertxExample(port, metricsPort);
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    boolean known = path.equals("/orders") || path.startsWith("/orders/");
    measure(request, known ? "/orders" : "other"); // not the path asked for: labels stay few
    request
        .response()
        .setStatusCode(known ? 200 : 404)
        .putHeader("Content-Type", "text/plain")
        .end("taken\n");
  }

  /** Measures a request until the last of its answer is on its way, or its connection closes. */
  private void measure(HttpServerRequest request, String endpoint) {
    HttpServerMetrics.Handle handle =
        requests.handle(endpoint, MethodLabel.of(request.method().name()));
    HttpServerResponse response = request.response();
    long startNanos = System.nanoTime();
    requests.began();
    response.endHandler(
        end -> {
          requests.ended();
          handle.record(response.getStatusCode(), System.nanoTime() - startNanos);
          if (!response.ended()) {
            handle.aborted();
          }
        });
  }

  private static <T> T result(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public int port() {
    return server.actualPort();
  }

  @Override
  public int metricsPort() {
    return exposed.port();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    result(vertx.close());
    exposed.close();
    metrics.close();
  }

  /** Runs the example on port 8080, its metrics on 9464. */
  public static void main(String[] args) {
    start(8080, 9464);
  }
}
