package io.hairspring.undertow;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.config.MetricsPath;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Measures the requests that go through it to another handler, with {@link HttpServerMetrics}.
 * Every exchange is counted exactly once, when it has ended, however it ended:
 *
 * <ul>
 *   <li>{@code http_requests_total{endpoint,method,status}}: all of them;
 *   <li>{@code http_request_errors_total{endpoint,method}}: those with a status from 500, or as
 *       {@link GroupSettings#withErrors} says;
 *   <li>{@code http_requests_aborted_total{endpoint,method}}: those whose connection ended before
 *       the whole answer was handed to it, mostly because the client went away; counted above too,
 *       with the status that was set. An answer that fits the socket's buffer counts as sent, since
 *       nobody can tell whether it arrived;
 *   <li>{@code http_request_duration_seconds{endpoint,method}}: from here to the end of the
 *       exchange;
 *   <li>{@code http_request_size_bytes{endpoint,method}}: the bytes of the body that were read,
 *       whatever length was declared; not of requests without a body;
 *   <li>{@code http_response_size_bytes{endpoint,method}}: the bytes of the body that were sent;
 *   <li>{@code http_requests_in_flight}: those not ended.
 * </ul>
 *
 * <p>{@code endpoint} is a route template, as {@link RouteTemplates} says, unless a handler
 * attaches {@link #ENDPOINT} itself; a method that HTTP does not define reads {@code OTHER}. A path
 * of no given template that was answered 404, and never otherwise, reads {@code (not found)}, so
 * that whoever tries many paths hides no route that exists; beyond the bound on endpoints further
 * ones read {@code overflow}, and so does one that is too long for a label. A request costs two
 * clock reads, one look-up by path and one small object, the listener; it takes no lock. A failure
 * to measure never reaches the request.
 */
public final class RequestMetricsHandler implements HttpHandler, AutoCloseable {
  /**
   * Where a handler puts the endpoint of an exchange, if it knows better than the path does; at any
   * time before the exchange ends. One of few values: each is kept.
   */
  public static final AttachmentKey<String> ENDPOINT = AttachmentKey.create(String.class);

  /**
   * Where a handler puts what it knows of the phases of an exchange, unless it {@linkplain
   * #tellPhases tells} that.
   */
  public static final AttachmentKey<RequestPhases> PHASES =
      AttachmentKey.create(RequestPhases.class);

  private final HttpHandler next;
  private final Predicate<String> measured;
  private final Builder builder; // closes the group, if it made it
  private final RequestMeasurement.Means means;

  private RequestMetricsHandler(Builder builder, HttpHandler next) {
    this.next = next;
    measured = builder.metrics.config().enabled() ? builder.measured : path -> false;
    this.builder = builder;
    HttpServerMetrics requests = builder.group();
    means =
        new RequestMeasurement.Means(
            new EndpointTable(builder.metrics, builder.routes, builder.maxEndpoints, requests),
            builder.objectives.isEmpty()
                ? builder.sink
                : counting(builder.sink, builder.objectives.toArray(Counted[]::new)),
            requests,
            builder.metrics.config().ticker(),
            builder.exemplars);
  }

  private static Consumer<RequestMeasurement> counting(
      Consumer<EndedRequest> sink, Counted[] objectives) {
    return request -> {
      sink.accept(request);
      for (Counted counted : objectives) {
        request.countFor(counted.objective, counted.which);
      }
    };
  }

  /** An objective, and which requests count for it. */
  private record Counted(Slo objective, Predicate<HttpServerExchange> which) {}

  /**
   * Returns a builder of handlers that measure with {@code metrics}, all with the same group of
   * metrics.
   */
  public static Builder builder(MetricsCollector metrics) {
    return new Builder(Objects.requireNonNull(metrics, "metrics"), null);
  }

  /**
   * Returns a builder of handlers that measure with a group that is there already, such as that of
   * {@code RequestMetrics.http()}: several handlers, and whoever records by hand, share its
   * metrics. Whoever does both for one request counts it twice.
   */
  public static Builder builder(HttpServerMetrics group) {
    return new Builder(Objects.requireNonNull(group, "group").collector(), group);
  }

  /**
   * Returns a builder of handlers with the configured buckets, which stay where later settings name
   * no others. They measure all requests but those of the metrics server's routes.
   */
  public static Builder builder(MetricsCollector metrics, HairspringConfig config) {
    Objects.requireNonNull(config, "config");
    return builder(metrics)
        .settings(GroupSettings.http(config.latencyBuckets(), config.sizeBuckets()))
        .besides(config.path());
  }

  /** Returns a builder of handlers, as the other does, that measure with a group that is there. */
  public static Builder builder(HttpServerMetrics group, HairspringConfig config) {
    return builder(group).besides(Objects.requireNonNull(config, "config").path());
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (measured.test(exchange.getRequestPath())) {
      RequestMeasurement measurement = new RequestMeasurement(means, exchange);
      measurement.begin();
      Handling.call(next, exchange, measurement);
    } else {
      next.handleRequest(exchange);
    }
  }

  /**
   * Tells where the time of an exchange goes, before it ends, to the innermost handler that
   * measures it. Costs a fraction of attaching {@link #PHASES} where this thread is calling the
   * handlers of the exchange; elsewhere, as in a task that one of them dispatched, it does attach
   * them.
   */
  public static void tellPhases(HttpServerExchange exchange, RequestPhases phases) {
    RequestMeasurement measurement = Handling.of(exchange);
    if (measurement == null) {
      exchange.putAttachment(PHASES, phases);
    } else {
      measurement.tell(phases);
    }
  }

  /**
   * Shows the metrics no more and gives their names back; the other handlers of the builder share
   * them, and the next that it builds has new ones. A group that the builder was given stays: it is
   * closed by who made it. Whatever goes through afterwards is measured where nobody looks. May be
   * called again.
   */
  @Override
  public void close() {
    builder.close(means.metrics());
  }

  /** Describes a handler. Not thread-safe. */
  public static final class Builder {
    private static final int DEFAULT_MAX_ENDPOINTS = 500;
    private final MetricsCollector metrics;
    private final boolean given; // whether the group was
    private HttpServerMetrics group; // null until it is needed
    private GroupSettings settings = GroupSettings.defaults();
    private RouteTemplates routes = RouteTemplates.defaults();
    private int maxEndpoints = DEFAULT_MAX_ENDPOINTS;
    private SlowRequests slow; // null to keep none
    private final List<Counted> objectives = new ArrayList<>();
    private Predicate<String> measured = path -> !MetricsPath.isProbed(path, MetricsPath.USUAL);
    private Consumer<EndedRequest> sink = EndedRequest::record;
    private Function<HttpServerExchange, Exemplar> exemplars = exchange -> null;

    private Builder(MetricsCollector metrics, HttpServerMetrics group) {
      this.metrics = metrics;
      this.group = group;
      given = group != null;
    }

    private HttpServerMetrics group() {
      if (group == null) {
        group = new HttpServerMetrics(metrics, settings, slow);
      }
      return group;
    }

    private void close(HttpServerMetrics closed) {
      if (!given) {
        closed.close();
        group = group == closed ? null : group;
      }
    }

    private Builder changed(GroupSettings settings) {
      if (given) {
        throw new IllegalStateException(
            "the group has its settings already; expected them where it is made, as in new"
                + " HttpServerMetrics(metrics, settings)");
      }
      this.settings = settings;
      group = null; // the next handler has one of its own
      return this;
    }

    /**
     * Sets how the metrics are called, labelled and cut, as for {@link HttpServerMetrics}. What
     * these settings leave open, such as buckets, stays as this builder was told before.
     *
     * @throws IllegalStateException if the builder was given a group
     */
    public Builder settings(GroupSettings settings) {
      return changed(Objects.requireNonNull(settings, "settings").over(this.settings));
    }

    /**
     * Sets what the names of all metrics start with, after the collector's own prefix; {@code
     * http_} unless told otherwise.
     *
     * @throws IllegalStateException if the builder was given a group
     */
    public Builder namePrefix(String namePrefix) {
      return changed(settings.withPrefix(namePrefix));
    }

    /** Sets how paths become endpoints. */
    public Builder routes(RouteTemplates routes) {
      this.routes = Objects.requireNonNull(routes, "routes");
      return this;
    }

    /**
     * Shows durations as a histogram with these bounds instead of a summary.
     *
     * @param upperBoundsSeconds positive, finite, increasing; at most 500
     * @throws IllegalStateException if the builder was given a group
     */
    public Builder durationBuckets(double... upperBoundsSeconds) {
      return changed(settings.withBuckets("request_duration_seconds", upperBoundsSeconds));
    }

    /**
     * Sets the bounds of the size histograms; powers of ten from 100 bytes unless told otherwise.
     *
     * @param upperBoundsBytes finite, increasing; at most 500
     * @throws IllegalStateException if the builder was given a group
     */
    public Builder sizeBuckets(double... upperBoundsBytes) {
      return changed(
          settings
              .withBuckets("request_size_bytes", upperBoundsBytes)
              .withBuckets("response_size_bytes", upperBoundsBytes));
    }

    /**
     * Sets how many endpoints are told apart; 500 unless told otherwise.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder maxEndpoints(int maxEndpoints) {
      if (maxEndpoints < 1) {
        throw new IllegalArgumentException("maxEndpoints must be at least 1, was " + maxEndpoints);
      }
      this.maxEndpoints = maxEndpoints;
      return this;
    }

    /**
     * Keeps the slowest requests of each endpoint and method, and the last that failed, with what
     * their {@link RequestMetricsHandler#PHASES} tell; none unless told otherwise. The trace is
     * what the exemplar says, or the request's {@code traceparent}.
     *
     * @throws IllegalStateException if the builder was given a group
     */
    public Builder slow(SlowRequests slow) {
      Builder same = changed(settings);
      this.slow = Objects.requireNonNull(slow, "slow");
      return same;
    }

    /**
     * Counts every request for an objective, too, also where a ring records the rest: on the thread
     * that ends it. May be called again, for one more.
     */
    public Builder objective(Slo objective) {
      return objective(objective, exchange -> true);
    }

    /**
     * Counts some requests for an objective, as {@link #objective(Slo)} does.
     *
     * @param which asked once a request, when it has ended, on the thread that ends it; answers at
     *     once and does not throw
     */
    public Builder objective(Slo objective, Predicate<HttpServerExchange> which) {
      objectives.add(
          new Counted(
              Objects.requireNonNull(objective, "objective"),
              Objects.requireNonNull(which, "which")));
      return this;
    }

    /**
     * Sets which paths are measured; unless told otherwise, all but those of the metrics server:
     * {@code /metrics}, {@code /health}, {@code /api/v1/health}, {@code /ready}, {@code /live} and
     * whatever is below them. Where they are mounted elsewhere, {@link MetricsPath#isProbed} tells.
     *
     * @param measured answers at once and does not throw; any thread
     */
    public Builder measuring(Predicate<String> measured) {
      this.measured = Objects.requireNonNull(measured, "measured");
      return this;
    }

    private Builder besides(String metricsPath) {
      return measuring(path -> !MetricsPath.isProbed(path, metricsPath));
    }

    /**
     * Records through a ring, so that every scrape shows a request in all its metrics or in none,
     * but for {@code requests_in_flight}; unless told otherwise, the thread that ends a request
     * records it.
     */
    public Builder through(RequestRing ring) {
      Objects.requireNonNull(ring, "ring");
      sink = ring::publish;
      return this;
    }

    /**
     * Offers what leads to the trace of a request, such as the id in its {@code traceparent}, with
     * its duration, its sizes and, where it is an error, with the errors; at most one a second is
     * kept in each place. Unless told otherwise, none is offered.
     *
     * @param exemplars asked once a request, when it has ended, on the thread that ends it, so it
     *     must not block; null for none. Where it throws, the request is recorded without, and
     *     {@code hairspring_recordings_rejected_total{reason="exemplar"}} counts it once, as an
     *     exemplar that cannot be shown
     */
    public Builder exemplars(Function<HttpServerExchange, @Nullable Exemplar> exemplars) {
      this.exemplars = Objects.requireNonNull(exemplars, "exemplars");
      return this;
    }

    /**
     * Returns a handler that measures what goes to {@code next}, or only hands it on if the
     * collector is switched off. The first registers the metrics, which further ones share; those
     * of another builder need another name prefix, or this one's group.
     *
     * @throws IllegalArgumentException if a name, a bucket or a setting is not allowed, or a metric
     *     exists
     */
    public RequestMetricsHandler build(HttpHandler next) {
      return new RequestMetricsHandler(this, Objects.requireNonNull(next, "next"));
    }
  }
}
