package io.hairspring.systems;

import io.hairspring.gateway.testing.Http;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;

/** A service of a test on a free port: its own handler, and the metrics routes beside it. */
final class Service implements AutoCloseable {
  private static final String[] ROUTES = {
    "/metrics",
    "/api/v1/health",
    "/api/metrics/query_range",
    "/api/metrics/services",
    "/api/metrics/health"
  };

  private final Undertow undertow;
  private final int port;

  private Service(HttpHandler handler) {
    undertow = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();
    undertow.start();
    port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Starts a service whose own handler gets what no metrics route takes. */
  static Service start(HttpHandler own, HttpHandler metricsRoutes) {
    PathHandler paths = new PathHandler(own);
    for (String route : ROUTES) {
      paths.addExactPath(route, metricsRoutes);
    }
    return new Service(paths);
  }

  int port() {
    return port;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return Http.get(url(path), headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return Http.post(url(path), body, headers);
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
