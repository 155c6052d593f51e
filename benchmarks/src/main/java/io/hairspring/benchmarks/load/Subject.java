package io.hairspring.benchmarks.load;

import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What measures the requests of a server. All keep the same, by route, method and status: the
 * duration in a histogram of {@link Buckets#SECONDS}, the bytes of both bodies in histograms of
 * {@link Buckets#BYTES}; and how many requests are in flight. Labels are looked up for each
 * request, since its status is not known before.
 *
 * <p>Called by all threads of the server.
 */
interface Subject extends AutoCloseable {
  /** The one that measures nothing, to which the others are compared. */
  String NOTHING = "nothing";

  String DURATION = "http_server_request_duration_seconds";
  String REQUEST_BYTES = "http_server_request_body_size_bytes";
  String RESPONSE_BYTES = "http_server_response_body_size_bytes";
  String IN_FLIGHT = "http_server_active_requests";
  String HELP = "Requests of the server.";

  /** Returns all, by name. */
  static Map<String, Supplier<Subject>> all() {
    Map<String, Supplier<Subject>> all = new LinkedHashMap<>();
    all.put(NOTHING, Nothing::new);
    all.put("hairspring", HairspringSubject::direct);
    all.put("hairspringRing", HairspringSubject::ring);
    all.put("hairspringHandler", HairspringHandlerSubject::new);
    all.put("prometheusClient", PrometheusSubject::new);
    all.put("micrometer", () -> new MicrometerSubject(new double[0]));
    all.put("micrometerPercentiles", () -> new MicrometerSubject(0.5, 0.95, 0.99));
    all.put("openTelemetry", OpenTelemetrySubject::new);
    return all;
  }

  /** Returns a handler that measures what it hands on to another. */
  default HttpHandler around(String route, HttpHandler next) {
    return exchange -> {
      began();
      exchange.addExchangeCompleteListener(new Call(this, route));
      next.handleRequest(exchange);
    };
  }

  /** A request has begun. */
  void began();

  /** It has ended. */
  void ended(Call call);

  /** Returns the text of a scrape, or as much of it as tells the counts of durations. */
  String scrape() throws IOException;

  @Override
  default void close() {}

  /** Measures nothing. */
  final class Nothing implements Subject {
    @Override
    public HttpHandler around(String route, HttpHandler next) {
      return next;
    }

    @Override
    public void began() {}

    @Override
    public void ended(Call call) {}

    @Override
    public String scrape() {
      return "";
    }
  }
}
