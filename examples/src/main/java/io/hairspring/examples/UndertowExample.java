package io.hairspring.examples;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;

/** Undertow: the exposition's own handlers measure, and show every route of a metrics server. */
final class UndertowExample implements Example {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Undertow server;

  private UndertowExample(int port) {
    HttpHandler measured =
        RequestMetricsHandler.builder(metrics)
            .build(exchange -> exchange.getResponseSender().send("taken\n"));
    HttpHandler shown = MetricsServer.builder(metrics).handler();
    server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setHandler(Handlers.path(measured).addPrefixPath("/internal", shown))
            .build();
  }

  /** Starts the server; port 0 for any free one. */
  static UndertowExample start(int port) {
    UndertowExample example = new UndertowExample(port);
    example.server.start();
    return example;
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    server.stop();
    metrics.close();
  }

  /** Runs the example on port 8080. */
  public static void main(String[] args) {
    start(8080);
  }
}
