package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Calls of any kind, by name: how many, how long, what they failed with, how many are under way.
 * Any thread.
 *
 * <p>Metrics, without prefix and with the labels {@code call} and {@code error_type}: {@code
 * calls_total{call}}, {@code call_errors_total{call,error_type}} (the simple name of the class of
 * what was thrown, for stages of its cause), {@code call_duration_seconds{call}}, {@code
 * calls_in_flight{call}} and {@code calls_unmeasured_total}, which counts calls that went well or
 * not but were not measured, because measuring failed.
 */
public final class CallMetrics extends InstrumentGroup {
  private final Ticker ticker;
  private final LabelProjection<Counter> calls;
  private final LabelProjection<LatencyRecorder> duration;
  private final LabelProjection<Gauge> inFlight;
  private final Counter unmeasured;
  private final Family<Counter> errorsByType;
  private final Family<MeasuredCall> byName;

  /** Registers the metrics under their own names. */
  public CallMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public CallMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "call", "", settings);
    ticker = metrics.config().ticker();
    Dimensions byCall = Dimensions.of("call");
    calls = group.counter("calls_total", "Calls that ended.", byCall);
    LabelProjection<Counter> errors =
        group.counter(
            "call_errors_total",
            "Calls that failed, by what they threw.",
            byCall.and("error_type"));
    duration = group.latency("call_duration_seconds", "Time that calls took.", byCall);
    inFlight = group.gauge("calls_in_flight", "Calls not ended.", byCall);
    unmeasured =
        group.counter("calls_unmeasured_total", "Calls that could not be measured as a whole.");
    group.done();
    errorsByType = group.handles("call errors", 2, errors::with);
    byName = group.handles("calls", 1, values -> resolve(values.get(0)));
  }

  /** Returns what measures calls of a name, one of few, to be kept by who can. */
  public MeasuredCall call(String name) {
    return byName.with(name);
  }

  private MeasuredCall resolve(String name) {
    return new MeasuredCall(
        ticker,
        new Named(name, calls.with(name), duration.with(name), inFlight.with(name)),
        unmeasured);
  }

  /** Returns the simple name of the class of what was thrown, behind what stages wrap it in. */
  static String errorType(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String name = cause.getClass().getSimpleName();
    return name.isEmpty() ? "anonymous" : name;
  }

  /** What calls of one name move. */
  private final class Named implements MeasuredCall.Listener {
    private final String name;
    private final Counter ended;
    private final LatencyRecorder latency;
    private final Gauge underWay;

    Named(String name, Counter ended, LatencyRecorder latency, Gauge underWay) {
      this.name = name;
      this.ended = ended;
      this.latency = latency;
      this.underWay = underWay;
    }

    @Override
    public void began() {
      underWay.inc();
    }

    @Override
    public void ended(long nanos, Throwable thrown) {
      underWay.dec();
      ended.inc();
      latency.record(nanos);
      if (thrown != null) {
        errorsByType.with(name, errorType(thrown)).inc();
      }
    }
  }
}
