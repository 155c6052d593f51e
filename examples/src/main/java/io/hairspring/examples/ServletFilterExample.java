package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeLimits;
import io.hairspring.exposition.scrape.ScrapeService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A servlet filter, here in Tomcat: {@link MeasuringFilter} measures, {@link MetricsServlet}
 * exposes.
 */
final class ServletFilterExample implements Example {
  private static final String MEASURED = "measured";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final ScrapeService scrapes;
  private final Tomcat tomcat = new Tomcat();

  private ServletFilterExample(int port, Path folder, ScrapeLimits limits) {
    scrapes = ScrapeService.builder(metrics).limits(limits).build();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Wrapper orders = Tomcat.addServlet(context, "orders", new Orders());
    orders.setAsyncSupported(true);
    orders.addMapping("/orders/*");
    Wrapper exposed = Tomcat.addServlet(context, "metrics", new MetricsServlet(scrapes));
    exposed.setAsyncSupported(true);
    exposed.addMapping("/metrics/*"); // and the path itself
    measure(context);
  }

  private void measure(Context context) {
    FilterDef filter = new FilterDef();
    filter.setFilterName(MEASURED);
    filter.setFilter(new MeasuringFilter(new HttpServerMetrics(metrics)));
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap map = new FilterMap();
    map.setFilterName(MEASURED);
    map.addServletName("orders");
    context.addFilterMap(map);
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any free one
   * @param folder where Tomcat keeps its files
   */
  static ServletFilterExample start(int port, Path folder, ScrapeLimits limits)
      throws LifecycleException {
    ServletFilterExample example = new ServletFilterExample(port, folder, limits);
    example.tomcat.start();
    return example;
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public MetricsCollector metrics() {
    return metrics;
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException failure) {
      throw new IllegalStateException("Tomcat did not stop", failure);
    }
    scrapes.close();
    metrics.close();
  }

  /** Answers orders, some of them later. */
  private static final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getParameter("later") == null) {
        response.getWriter().write("taken\n");
        return;
      }
      AsyncContext later = request.startAsync();
      later.start(
          () -> {
            try {
              later.getResponse().getWriter().write("taken later\n");
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            } finally {
              later.complete();
            }
          });
    }
  }

  /** Runs the example on port 8080; its argument is a folder for Tomcat's files. */
  public static void main(String[] args) throws LifecycleException {
    start(8080, Path.of(args[0]), ScrapeLimits.DEFAULTS);
  }
}
