package io.hairspring.examples;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeLimits;
import io.hairspring.exposition.scrape.ScrapeService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server: a filter measures, {@link JdkMetricsHandler} exposes. */
final class JdkServerExample implements Example {
  private static final int THREADS = 4;
  private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.US_ASCII);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final ScrapeService scrapes;
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService writers = Executors.newCachedThreadPool();
  private final HttpServer server;

  private JdkServerExample(int port, ScrapeLimits limits) throws IOException {
    scrapes = ScrapeService.builder(metrics).limits(limits).build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(workers);
    server
        .createContext("/orders", JdkServerExample::answer)
        .getFilters()
        .add(new Measured(new HttpServerMetrics(metrics)));
    server.createContext("/metrics", new JdkMetricsHandler(scrapes, writers));
  }

  /** Starts the server; port 0 for any free one. */
  static JdkServerExample start(int port, ScrapeLimits limits) throws IOException {
    JdkServerExample example = new JdkServerExample(port, limits);
    example.server.start();
    return example;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, TAKEN.length);
      exchange.getResponseBody().write(TAKEN);
    }
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    server.stop(0);
    scrapes.close();
    workers.shutdown();
    writers.shutdown();
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
            MethodLabel.of(exchange.getRequestMethod()),
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
    start(8080, ScrapeLimits.DEFAULTS);
  }
}
