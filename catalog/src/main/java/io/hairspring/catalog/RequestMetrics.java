package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Requests that somebody else answers in the end, in one call: the server's metrics and those of
 * the provider and the model, over one look-up. Any thread; recording allocates nothing once the
 * labels and the status were seen before.
 *
 * <pre>{@code
 * RequestMetrics requests =
 *     new RequestMetrics(metrics, new HttpServerMetrics(metrics), new UpstreamMetrics(metrics));
 * requests.record("/api/chat", "POST", 200, nanos, "openai", "gpt-4");
 * }</pre>
 *
 * <p>A {@link RequestEvent} says more of a request, and a {@linkplain #ring ring} takes events to a
 * thread that records them.
 */
public final class RequestMetrics implements AutoCloseable {
  private static final String FAILURES = "request_failures_total";

  private final MetricsCollector metrics;
  private final GroupInstruments group;
  private final HttpServerMetrics http;
  private final CacheMetrics cache; // null if none was joined
  private final List<UpstreamMetrics> upstreams;
  private final Counter unmeasured;
  private final Family<Counter> failures;
  private final Family<RequestRecorder> recorders;

  /**
   * Joins groups of one collector. Registers {@code requests_unmeasured_total}, which counts calls
   * that were not measured because measuring failed, and {@code
   * request_failures_total{error_type}}, which counts events that say what went wrong.
   *
   * @param upstreams move with each request that has a provider
   * @throws IllegalArgumentException if a name is taken, as by another of these
   */
  public RequestMetrics(
      MetricsCollector metrics, HttpServerMetrics http, UpstreamMetrics... upstreams) {
    this(metrics, http, null, upstreams);
  }

  /**
   * Joins groups of one collector, as {@link #RequestMetrics(MetricsCollector, HttpServerMetrics,
   * UpstreamMetrics...)} does.
   *
   * @param cache moves with each event that says what a cache answered; null for none
   */
  public RequestMetrics(
      MetricsCollector metrics,
      HttpServerMetrics http,
      @Nullable CacheMetrics cache,
      UpstreamMetrics... upstreams) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.http = Objects.requireNonNull(http, "http");
    this.cache = cache;
    this.upstreams = GroupSettings.all("upstreams", upstreams);
    group = new GroupInstruments(metrics, "requests", "", GroupSettings.defaults());
    unmeasured =
        group.counter(
            "requests_unmeasured_total", "Requests that could not be measured as a whole.");
    LabelProjection<Counter> byType =
        group.counter(
            FAILURES, "Requests that failed, by what went wrong.", Dimensions.of("error_type"));
    group.done();
    failures = group.handles(group.fullName(FAILURES), 1, byType::with);
    recorders = metrics.requests(4, this::resolve);
  }

  /** Returns the server's group, which others may share: they then record for it alone. */
  public HttpServerMetrics http() {
    return http;
  }

  /**
   * Records a request that was answered here.
   *
   * @param status the HTTP status
   * @param nanos how long it took, in nanoseconds
   */
  public void record(String endpoint, String method, int status, long nanos) {
    http.record(endpoint, method, status, nanos);
  }

  /**
   * Records a request that a provider's model answered. Without a provider or a model, null or
   * empty, nothing is recorded of it.
   *
   * @param status the HTTP status
   * @param nanos how long it took, in nanoseconds
   */
  public void record(
      String endpoint,
      String method,
      int status,
      long nanos,
      @Nullable String provider,
      @Nullable String model) {
    recorders.with(endpoint, method, provider, model).record(status, nanos);
  }

  /**
   * Records a request in every group that its parts belong to. What belongs to a group that was not
   * joined is passed over.
   */
  public void record(RequestEvent event) {
    Objects.requireNonNull(event, "event");
    event.recordWith(
        event.hasProvider()
            ? recorder(event.endpoint(), event.method(), event.provider(), event.model())
            : http.recorder(event.endpoint(), event.method()));
    if (event.hasTokens()) {
      tokens(event);
    }
    if (event.hasError()) {
      failures.with(event.errorType()).inc();
    }
    if (event.hasCache() && cache != null) {
      cache(event);
    }
  }

  private void tokens(RequestEvent event) {
    String provider = event.hasProvider() ? event.provider() : "";
    String model = event.hasProvider() ? event.model() : "";
    for (UpstreamMetrics upstream : upstreams) {
      upstream.tokensOf(provider, model, "prompt", event.tokensIn());
      upstream.tokensOf(provider, model, "completion", event.tokensOut());
    }
  }

  private void cache(RequestEvent event) {
    switch (event.cacheOutcome()) {
      case HIT -> cache.hit(event.endpoint());
      case MISS -> cache.miss(event.endpoint());
    }
  }

  /**
   * Starts a ring whose events are recorded here: for callers that know their labels only as
   * strings, and where figures of one scrape must agree with each other. An exemplar is offered
   * when its event is recorded, and a scrape sees it with the event or not at all.
   *
   * @throws IllegalArgumentException if a ring of the same name is open
   */
  public EventRing<RequestEvent> ring(EventSettings settings) {
    return metrics.eventRing(
        settings, RequestEvent::new, RequestEvent::copyTo, this::record, RequestEvent::clear);
  }

  /** Returns the recorder of these labels, to be kept by who can. */
  public RequestRecorder recorder(
      String endpoint, String method, @Nullable String provider, @Nullable String model) {
    return recorders.with(endpoint, method, provider, model);
  }

  /** Returns what measures a function that answers requests here, as the other does. */
  public MeasuredCall call(String endpoint, String method) {
    return http.call(http.recorder(endpoint, method), unmeasured);
  }

  /**
   * Returns what measures a function that answers such requests: recorded with the status 200, or
   * 500 if it throws. Without a provider or a model, null or empty, nothing is recorded of it.
   */
  public MeasuredCall call(
      String endpoint, String method, @Nullable String provider, @Nullable String model) {
    return http.call(recorder(endpoint, method, provider, model), unmeasured);
  }

  private void resolve(RequestBuilder request, List<String> labels) {
    http.addTo(request, labels.subList(0, 2));
    for (UpstreamMetrics upstream : upstreams) {
      upstream.addTo(request, labels.get(2), labels.get(3), labels.get(0));
    }
  }

  /**
   * Gives back the metrics that joining registered, as a group does; the joined groups are closed
   * by who made them. May be called again.
   */
  @Override
  public void close() {
    group.close();
  }
}
