package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Calls to whoever answers in one's stead: upstreams, providers, models, backends. Every call
 * counts once, when it has ended. Any thread; recording allocates nothing once the labels were seen
 * before.
 *
 * <p>A call has a provider, a model and an endpoint; which of them a metric shows is a matter of
 * settings, so that one group serves {@code provider_requests_total{provider}} as well as {@code
 * backend_requests_total{backend,endpoint}}. Give an empty string for what is not shown.
 *
 * <p>Metrics, with the prefix {@code upstream_}, the labels that they can have, and in brackets
 * those that they have unless told otherwise:
 *
 * <ul>
 *   <li>{@code requests_total{provider,model,endpoint,status}} (provider, model, status): calls
 *       that ended; one without an answer under the status {@code none};
 *   <li>{@code errors_total{provider,model,endpoint,error_type}} (provider, model, error_type):
 *       those that failed, answers with a status from 500 included as {@code status_5xx}, others
 *       that {@link GroupSettings#withErrors} says likewise;
 *   <li>{@code error_rate{provider,model,endpoint}} (provider, model): the share of those that
 *       failed, since the last reset;
 *   <li>{@code request_duration_seconds{provider,model,endpoint}} (provider, model);
 *   <li>{@code tokens_total{provider,model,type}}, type {@code prompt} or {@code completion} as a
 *       rule;
 *   <li>{@code token_counts_refused_total}: counts of tokens that no call can have taken, and that
 *       were not added;
 *   <li>{@code cost_total{provider,model}}: counted in millionths of a unit of currency, shown in
 *       units;
 *   <li>{@code requests_in_flight}.
 * </ul>
 */
public final class UpstreamMetrics extends InstrumentGroup {
  private static final long COST_PARTS = 1_000_000;
  private static final int LAST_CLASS = 500;

  private final MetricsCollector metrics;
  private final RequestFamilies requests;
  private final LabelProjection<Counter> errors;
  private final RatioFamily errorRate;
  private final Gauge inFlight;
  private final IntPredicate isError;
  private final LabelProjection<Counter> tokens;
  private final Family<Counter> failures;
  private final TokenCounts tokenCounts;
  private final Family<Counter> costs;
  private final Family<Upstream> upstreams;

  /** Registers the metrics under their own names. */
  public UpstreamMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public UpstreamMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "upstream", "upstream_", settings);
    this.metrics = metrics;
    Dimensions byModel =
        Dimensions.of("provider", "model", "endpoint").showing("provider", "model");
    requests =
        new RequestFamilies(
            group,
            byModel,
            "Upstream calls that have ended.",
            "Time from handing a request on to the end of its answer.");
    errors =
        group.counter(
            "errors_total",
            "Upstream calls that failed or were answered with an error.",
            byModel.and("error_type"));
    errorRate = group.shares("error_rate", "Share of upstream calls that failed, 0 to 1.", byModel);
    tokens =
        group.counter(
            "tokens_total",
            "Tokens that replies say they took.",
            Dimensions.of("provider", "model", "type"));
    LabelProjection<Counter> cost =
        group.fractions(
            "cost_total", "Cost of calls.", COST_PARTS, Dimensions.of("provider", "model"));
    inFlight = group.gauge("requests_in_flight", "Upstream calls not ended yet.");
    isError = group.errors();
    tokenCounts = new TokenCounts(group, "upstream tokens", tokens::with);
    group.done();
    failures = group.handles("upstream errors", 4, this::failure);
    costs = group.handles("upstream cost", 3, cost::with);
    upstreams = group.handles("upstream", 3, this::resolve);
  }

  /** Returns the handle of a provider's model, to be kept by who can. */
  public Upstream upstream(String provider, String model) {
    return upstreams.with(provider, model, "");
  }

  /** Returns the handle of a provider's model and endpoint, to be kept by who can. */
  public Upstream upstream(String provider, String model, String endpoint) {
    return upstreams.with(provider, model, endpoint);
  }

  /** Counts a call in flight; to be followed by one {@link #ended}. */
  public void began() {
    inFlight.inc();
  }

  /** Counts a call no more in flight; it is recorded apart from this. */
  public void ended() {
    inFlight.dec();
  }

  private Counter failure(List<String> values) {
    Counter counter = errors.with(values);
    if (!errorRate.lacks(values)) {
      errorRate.part(counter, values);
    }
    return counter;
  }

  private Upstream resolve(List<String> values) {
    RequestBuilder request = metrics.request();
    addEndedTo(request, values, cut -> true);
    return new Upstream(this, request.build(), values);
  }

  /**
   * Adds what a call moves that is over with its answer. Without a provider and a model there was
   * none; without one of them, what is told apart by that alone is not moved.
   */
  void addTo(RequestBuilder request, String provider, String model, String endpoint) {
    if (provider.isEmpty() && model.isEmpty()) {
      return;
    }
    addEndedTo(request, List.of(provider, model, endpoint), cut -> !cut.lacks(provider, model));
    if (!errors.lacks(provider, model)) {
      addErrorsTo(request, provider, model, endpoint);
    }
  }

  /** Adds a counter of the errors of each class of statuses, of 500 and above together. */
  private void addErrorsTo(RequestBuilder request, String provider, String model, String endpoint) {
    for (int first = 100; first <= LAST_CLASS; first += 100) {
      int from = first;
      int to = first == LAST_CLASS ? Integer.MAX_VALUE : first + 99;
      IntPredicate counts = status -> status >= from && status <= to && isError.test(status);
      if (first == LAST_CLASS || IntStream.rangeClosed(from, to).anyMatch(isError)) {
        String type = Statuses.errorType(first);
        request.countErrors(failures.with(provider, model, endpoint, type), counts);
      }
    }
  }

  private void addEndedTo(
      RequestBuilder request, List<String> values, Predicate<LabelProjection<?>> concerned) {
    requests.addTo(
        request,
        values,
        counter -> {
          if (!errorRate.lacks(values)) {
            errorRate.whole(counter, values);
          }
        },
        concerned);
  }

  /** Counts tokens of a request in a metric that has somebody to count them for. */
  void tokensOf(String provider, String model, String type, long n) {
    if (!tokens.lacks(provider, model)) {
      tokens(provider, model, type, n);
    }
  }

  /** Counts tokens of a type. */
  void tokens(String provider, String model, String type, long n) {
    tokenCounts.add(provider, model, type, n);
  }

  /** Every metric of one provider, model and endpoint. Any thread. */
  public static final class Upstream {
    private final UpstreamMetrics group;
    private final RequestRecorder calls;
    private final List<String> values; // provider, model and endpoint

    private Upstream(UpstreamMetrics group, RequestRecorder calls, List<String> values) {
      this.group = group;
      this.calls = calls;
      this.values = List.copyOf(values);
    }

    /**
     * Records a call that was answered.
     *
     * @param status the HTTP status; 500 and above counts as an error, unless the settings say
     *     otherwise
     * @param nanos how long it took, in nanoseconds
     */
    public void answered(int status, long nanos) {
      calls.record(status, nanos);
      if (group.isError.test(status)) {
        error(Statuses.errorType(status));
      }
    }

    /**
     * Records a call that failed.
     *
     * @param status the HTTP status; 0 if not even that came
     * @param errorType what went wrong, one of few words such as {@code timeout}
     * @param nanos how long it took, in nanoseconds
     */
    public void failed(int status, String errorType, long nanos) {
      calls.record(status, nanos);
      error(errorType);
    }

    /**
     * Records a call that was given up, as when whoever wanted the answer went away: neither a
     * success nor an error.
     *
     * @param status the HTTP status; 0 if not even that came
     * @param nanos how long it took, in nanoseconds
     */
    public void abandoned(int status, long nanos) {
      calls.record(status, nanos);
    }

    /**
     * Counts {@code n} tokens of a type, such as {@code prompt}; 0 to 1 000 000 000, or else they
     * are not added but counted as refused.
     */
    public void tokens(String type, long n) {
      group.tokens(values.get(0), values.get(1), type, n);
    }

    /** Adds to the cost: millionths of a unit of currency. */
    public void cost(long millionths) {
      group.costs.with(values).add(millionths);
    }

    private void error(String errorType) {
      group.failures.with(values.get(0), values.get(1), values.get(2), errorType).inc();
    }
  }
}
