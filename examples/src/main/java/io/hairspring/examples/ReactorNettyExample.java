package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.MetricsServer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Reactor Netty: a request is recorded when its answer was sent, or is not wanted any more. The
 * metrics have a port, and threads, of their own: no event loop renders them.
 */
final class ReactorNettyExample implements Example {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics requests = new HttpServerMetrics(metrics);
  private final MetricsServer exposed;
  private final DisposableServer server;

  private ReactorNettyExample(int port, int metricsPort) {
    exposed = MetricsServer.builder(metrics).port(metricsPort).start();
    server = HttpServer.create().host("127.0.0.1").port(port).handle(this::handle).bindNow();
  }

  /** Starts the servers; port 0 for any free one. */
  static ReactorNettyExample start(int port, int metricsPort) {
    return new ReactorNettyExample(port, metricsPort);
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    String path = "/" + request.path();
    boolean known = path.equals("/orders") || path.startsWith("/orders/");
    return measured(
        request,
        response,
        known ? "/orders" : "other", // not the path asked for: labels stay few
        response
            .status(known ? 200 : 404)
            .header("Content-Type", "text/plain")
            .sendString(Mono.just("taken\n"))
            .then());
  }

  /** Measures what answers a request, until it has ended in one way or another. */
  private Mono<Void> measured(
      HttpServerRequest request, HttpServerResponse response, String endpoint, Mono<Void> answer) {
    HttpServerMetrics.Handle handle =
        requests.handle(endpoint, MethodLabel.of(request.method().name()));
    return Mono.defer(
        () -> {
          long startNanos = System.nanoTime();
          requests.began();
          return answer.doFinally(
              end -> {
                requests.ended();
                boolean failed = end == SignalType.ON_ERROR;
                int status = failed ? 500 : response.status().code();
                handle.record(status, System.nanoTime() - startNanos);
                if (end == SignalType.CANCEL) {
                  handle.aborted();
                }
              });
        });
  }

  @Override
  public int port() {
    return server.port();
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
    server.disposeNow();
    exposed.close();
    metrics.close();
  }

  /** Runs the example on port 8080, its metrics on 9464. */
  public static void main(String[] args) {
    start(8080, 9464).server.onDispose().block();
  }
}
