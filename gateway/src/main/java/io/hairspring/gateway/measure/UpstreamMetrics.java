package io.hairspring.gateway.measure;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.Route;
import io.hairspring.gateway.proxy.UpstreamCall;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records upstream calls. Every call counts once in {@code upstream_requests_total}, when it has
 * ended: under the status that the upstream sent, or under {@code none} if it sent no answer. The
 * provider is the name of the route, the model what a JSON reply names. Any thread.
 */
public final class UpstreamMetrics implements CallObserver {
  private static final int MAX_MODELS = 200;
  private static final int MAX_STATUSES = 1_000;
  private static final int SERVER_ERRORS = 500;
  private static final int STATUS_CODES = 600;
  private static final String NONE = "none";

  /** The label of every status, so that recording makes no text. */
  private static final List<String> STATUS_LABELS =
      IntStream.range(0, STATUS_CODES).mapToObj(Integer::toString).toList();

  private final Family<Counter> requests;
  private final Family<Counter> errors;
  private final Family<LatencyRecorder> durations;
  private final Family<Counter> tokens;
  private final Family<Counter> unread;
  private final Family<Counter> abandoned;
  private final Gauge inFlight;
  private final Ticker ticker;

  /**
   * Registers the instruments.
   *
   * @throws IllegalArgumentException if one of them exists
   */
  public UpstreamMetrics(MetricsCollector metrics) {
    ticker = metrics.config().ticker();
    requests =
        metrics
            .counter("upstream_requests_total", "Upstream calls that have ended.")
            .maxSeries(MAX_STATUSES)
            .family("provider", "model", "status");
    errors =
        metrics
            .counter(
                "upstream_errors_total",
                "Upstream calls that failed or were answered with a status from 500.")
            .maxSeries(MAX_STATUSES)
            .family("provider", "model", "error_type");
    durations =
        metrics
            .latency(
                "upstream_request_duration_seconds",
                "Time from handing a request on to the end of its answer.")
            .maxSeries(MAX_MODELS)
            .family("provider", "model");
    tokens =
        metrics
            .counter("upstream_tokens_total", "Tokens that replies say they took.")
            .maxSeries(2 * MAX_MODELS)
            .family("provider", "model", "type");
    unread =
        metrics
            .counter(
                "upstream_unreadable_replies_total",
                "JSON replies whose model and tokens could not be read.")
            .maxSeries(MAX_MODELS)
            .family("provider");
    abandoned =
        metrics
            .counter(
                "upstream_abandoned_total", "Upstream calls whose client went away before the end.")
            .maxSeries(MAX_MODELS)
            .family("provider");
    inFlight =
        metrics.gauge("upstream_requests_in_flight", "Upstream calls not ended yet.").register();
  }

  @Override
  public UpstreamCall begin(Route route) {
    inFlight.inc();
    return new MeasuredCall(this, route.name(), ticker.nanoTime());
  }

  void answered(String provider, String model, int status, long startNanos) {
    ended(provider, model, label(status), startNanos);
    if (status >= SERVER_ERRORS) {
      errors.with(provider, model, "status_5xx").inc();
    }
  }

  /** Counts a call without a whole answer; {@code status} is 0 if not even its head came. */
  void failed(String provider, String model, int status, String errorType, long startNanos) {
    ended(provider, model, status == 0 ? NONE : label(status), startNanos);
    errors.with(provider, model, errorType).inc();
  }

  void abandoned(String provider, String model, int status, long startNanos) {
    ended(provider, model, status == 0 ? NONE : label(status), startNanos);
    abandoned.with(provider).inc();
  }

  void tokens(String provider, String model, long prompt, long completion) {
    if (prompt > 0) {
      tokens.with(provider, model, "prompt").add(prompt);
    }
    if (completion > 0) {
      tokens.with(provider, model, "completion").add(completion);
    }
  }

  void unreadable(String provider) {
    unread.with(provider).inc();
  }

  private void ended(String provider, String model, String status, long startNanos) {
    inFlight.dec();
    requests.with(provider, model, status).inc();
    durations.with(provider, model).record(ticker.nanoTime() - startNanos);
  }

  private static String label(int status) {
    return status >= 0 && status < STATUS_CODES ? STATUS_LABELS.get(status) : "other";
  }
}
