package io.hairspring.examples;

import io.hairspring.catalog.HttpServerMetrics;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A servlet filter that measures requests, for any container of Jakarta Servlet 6: put it first. A
 * request that a servlet answers later (asynchronously) is recorded when it completes.
 */
final class MeasuringFilter implements Filter {
  private final HttpServerMetrics requests;

  MeasuringFilter(HttpServerMetrics requests) {
    this.requests = requests;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Measurement measurement =
        new Measurement((HttpServletRequest) request, (HttpServletResponse) response);
    requests.began();
    boolean thrown = true;
    try {
      chain.doFilter(request, response);
      thrown = false;
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(measurement);
      } else {
        measurement.end(thrown);
      }
    }
  }

  /** One request, from here to its end. */
  private final class Measurement implements AsyncListener {
    private final long start = System.nanoTime();
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Measurement(HttpServletRequest request, HttpServletResponse response) {
      this.request = request;
      this.response = response;
    }

    void end(boolean thrown) {
      requests.ended();
      requests.record(
          request.getHttpServletMapping().getPattern(), // not the path: labels must stay few
          MethodLabel.of(request.getMethod()),
          thrown ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : response.getStatus(),
          System.nanoTime() - start);
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end(false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {} // the container completes it

    @Override
    public void onError(AsyncEvent event) {} // as above

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this); // a new cycle forgets its listeners
    }
  }
}
