package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Objectives: what share of requests is to be good, and how fast the rest that may be bad is used
 * up. Whether a request was good is decided when it is recorded, by its own status and time, so the
 * counts are exact for any bound, not only for that of a bucket. Any thread.
 *
 * <p>Metrics, each with the label {@code slo}:
 *
 * <ul>
 *   <li>{@code slo_requests_total} and {@code slo_good_requests_total};
 *   <li>{@code slo_objective_ratio}: the share that is to be good;
 *   <li>{@code slo_burn_rate{slo,window}}, windows {@code 5m}, {@code 1h} and {@code 6h}: the share
 *       of requests that were bad, divided by the share that may be. At 1 the whole allowance is
 *       used up when the period of the objective ends; at 14.4, a fiftieth of that of 30 days in an
 *       hour. NaN without a request. Moves by steps of 30 seconds; {@linkplain
 *       MetricsCollector#reset resets} do not touch it.
 * </ul>
 *
 * <p>Source: The Site Reliability Workbook (B. Beyer and others), chapter 5.
 */
public final class SloMetrics implements AutoCloseable {
  private static final Map<String, Duration> WINDOWS =
      Map.of("5m", Duration.ofMinutes(5), "1h", Duration.ofHours(1), "6h", Duration.ofHours(6));
  private static final Duration STEP = Duration.ofSeconds(30);

  private final GroupInstruments group;
  private final Ticker ticker;
  private final LabelProjection<Counter> total;
  private final LabelProjection<Counter> good;
  private final LabelProjection<Gauge> objectives;
  private final CallbackGauges burnRates;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final List<Slo> slos = new CopyOnWriteArrayList<>();
  private final Runnable end;

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a name is taken
   */
  public SloMetrics(MetricsCollector metrics) {
    group = new GroupInstruments(metrics, "objectives", "slo_", GroupSettings.defaults());
    ticker = metrics.config().ticker();
    Dimensions byName = Dimensions.of("slo");
    total = group.counter("requests_total", "Requests that an objective is for.", byName);
    good =
        group.counter(
            "good_requests_total", "Those that were as the objective wants them.", byName);
    objectives =
        group.gauge("objective_ratio", "Share of requests that is to be good, 0 to 1.", byName);
    burnRates =
        group.callbacks(
            "burn_rate",
            "Share of requests that were bad, over the share that may be.",
            byName.and("window"));
    group.done();
    end = metrics.every(STEP, () -> slos.forEach(Slo::sample));
  }

  /**
   * Returns an objective for errors alone: a request is good if it is none by the rule of the group
   * that counts it, which is a status from 500 unless {@link GroupSettings#withErrors} says else.
   *
   * @param name tells objectives apart
   * @param objective the share that is to be good, above 0 and below 1, such as 0.999
   * @throws IllegalArgumentException if the share is none, or the name is taken
   */
  public Slo availability(String name, double objective) {
    return add(name, objective, Long.MAX_VALUE);
  }

  /**
   * Returns an objective for time: a request is good if it is no error, by the rule of the group
   * that counts it, and took at most {@code bound}.
   *
   * @param name tells objectives apart
   * @param objective the share that is to be good, above 0 and below 1, such as 0.99
   * @param bound positive
   * @throws IllegalArgumentException if the share or the bound is none, or the name is taken
   */
  public Slo latency(String name, double objective, Duration bound) {
    if (bound.isNegative() || bound.isZero()) {
      throw new IllegalArgumentException("bound must be positive, was " + bound);
    }
    return add(name, objective, bound.toNanos());
  }

  private Slo add(String name, double objective, long boundNanos) {
    Objects.requireNonNull(name, "name");
    if (!(objective > 0 && objective < 1)) {
      throw new IllegalArgumentException(
          "objective of " + name + " must be above 0 and below 1, was " + objective);
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "objective \"" + name + "\" exists already; expected another name");
    }
    Slo slo = new Slo(objective, boundNanos, total.with(name), good.with(name), ticker);
    try {
      WINDOWS.forEach((label, window) -> burnRates.put(() -> slo.burnRate(window), name, label));
    } catch (IllegalArgumentException ofAnotherGroup) {
      names.remove(name);
      throw ofAnotherGroup;
    }
    objectives.with(name).set(objective);
    slos.add(slo);
    return slo;
  }

  /**
   * Shows the metrics of this group no more and gives their names back, but for those that another
   * group shares. Whoever still records goes on where nobody looks. May be called again.
   */
  @Override
  public void close() {
    end.run();
    group.close();
  }
}
