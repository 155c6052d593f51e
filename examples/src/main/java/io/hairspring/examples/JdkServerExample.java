package io.hairspring.examples;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.catalog.HttpServerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server: a filter measures, a context shows the metrics. */
final class JdkServerExample implements Example {
  private static final int THREADS = 4;
  private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.US_ASCII);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  private JdkServerExample(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(workers);
    server
        .createContext("/orders", exchange -> answer(exchange, "text/plain", TAKEN))
        .getFilters()
        .add(new Measured(new HttpServerMetrics(metrics)));
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, MetricsPage.contentType(), MetricsPage.render(metrics)));
  }

  /** Starts the server; port 0 for any free one. */
  static JdkServerExample start(int port) throws IOException {
    JdkServerExample example = new JdkServerExample(port);
    example.server.start();
    return example;
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdown();
    metrics.close();
  }

  /** Records each request when its handler has returned. */
  private static final class Measured extends Filter {
    private final HttpServerMetrics requests;

    Measured(HttpServerMetrics requests) {
      this.requests = requests;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      long start = System.nanoTime();
      requests.began();
      try {
        chain.doFilter(exchange);
      } finally {
        requests.ended();
        int status = exchange.getResponseCode(); // -1 if the handler threw before it answered
        requests.record(
            exchange.getHttpContext().getPath(), // not the path asked for: labels must stay few
            MetricsPage.method(exchange.getRequestMethod()),
            status < 0 ? 500 : status,
            System.nanoTime() - start);
      }
    }

    @Override
    public String description() {
      return "measures requests";
    }
  }

  /** Runs the example on port 8080. */
  public static void main(String[] args) throws IOException {
    start(8080);
  }
}
