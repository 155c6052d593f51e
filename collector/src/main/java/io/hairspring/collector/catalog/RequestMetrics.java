package io.hairspring.collector.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Handles;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import java.util.List;

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
 */
public final class RequestMetrics {
  private static final int SUCCESS = 200;
  private static final int FAILURE = 500;

  private final MetricsCollector metrics;
  private final HttpServerMetrics http;
  private final List<UpstreamMetrics> upstreams;
  private final Counter unmeasured;
  private final Handles<RequestRecorder> recorders;

  /**
   * Joins groups of one collector. Registers {@code requests_unmeasured_total}, which counts calls
   * that were not measured because measuring failed.
   *
   * @param upstreams move with each request that has a provider
   * @throws IllegalArgumentException if the name is taken, as by another of these
   */
  public RequestMetrics(
      MetricsCollector metrics, HttpServerMetrics http, UpstreamMetrics... upstreams) {
    this.metrics = metrics;
    this.http = http;
    this.upstreams = List.of(upstreams);
    unmeasured =
        metrics
            .counter("requests_unmeasured_total", "Requests that could not be measured as a whole.")
            .register();
    recorders = metrics.handles("requests", 4, metrics.config().maxSeries(), this::resolve);
  }

  /**
   * Records a request that was answered here.
   *
   * @param status the HTTP status; 500 and above counts as an error
   * @param nanos how long it took, in nanoseconds
   */
  public void record(String endpoint, String method, int status, long nanos) {
    http.record(endpoint, method, status, nanos);
  }

  /**
   * Records a request that a provider's model answered.
   *
   * @param status the HTTP status; 500 and above counts as an error, of provider and model as well
   * @param nanos how long it took, in nanoseconds
   */
  public void record(
      String endpoint, String method, int status, long nanos, String provider, String model) {
    recorders.with(endpoint, method, provider, model).record(status, nanos);
  }

  /** Returns the recorder of these labels, to be kept by who can. */
  public RequestRecorder recorder(String endpoint, String method, String provider, String model) {
    return recorders.with(endpoint, method, provider, model);
  }

  /**
   * Returns what measures a function that answers such requests: recorded with the status 200, or
   * 500 if it throws.
   */
  public MeasuredCall call(String endpoint, String method, String provider, String model) {
    RequestRecorder recorder = recorder(endpoint, method, provider, model);
    MeasuredCall.Listener listener =
        new MeasuredCall.Listener() {
          @Override
          public void began() {
            http.began();
          }

          @Override
          public void ended(long nanos, Throwable thrown) {
            http.ended();
            recorder.record(thrown == null ? SUCCESS : FAILURE, nanos);
          }
        };
    return new MeasuredCall(metrics.config().ticker(), listener, unmeasured);
  }

  private RequestRecorder resolve(List<String> labels) {
    RequestBuilder request = metrics.request();
    http.addTo(request, labels.get(0), labels.get(1));
    for (UpstreamMetrics upstream : upstreams) {
      upstream.addTo(request, labels.get(2), labels.get(3), labels.get(0));
    }
    return request.build();
  }
}
