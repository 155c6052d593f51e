package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Ticker;
import java.time.Duration;

/** One objective of {@link SloMetrics}. Any thread; recording costs one or two additions. */
public final class Slo {
  private static final int SAMPLES = 721; // six hours of half minutes, and the one before them

  private final double objective;
  private final long boundNanos;
  private final Counter total;
  private final Counter good;
  private final Ticker ticker;

  // Of the moments at which samples were taken; under the monitor, as all below.
  private final long[] atNanos = new long[SAMPLES];
  private final long[] totals = new long[SAMPLES];
  private final long[] goods = new long[SAMPLES];
  private long taken;

  Slo(double objective, long boundNanos, Counter total, Counter good, Ticker ticker) {
    this.objective = objective;
    this.boundNanos = boundNanos;
    this.total = total;
    this.good = good;
    this.ticker = ticker;
    sample();
  }

  /**
   * Records a request by hand: bad with a status from 500. Where a group counts others as errors,
   * {@link HttpServerMetrics.Handle#countFor} records by the same rule.
   *
   * @param status the HTTP status
   * @param nanos how long it took, in nanoseconds
   */
  public void record(int status, long nanos) {
    recordRequest(Statuses.isError(status), nanos);
  }

  void recordRequest(boolean failed, long nanos) {
    record(!failed && nanos <= boundNanos);
  }

  /** Records whether something was as the objective wants it, whatever its status and time. */
  public void record(boolean wasGood) {
    total.inc();
    if (wasGood) {
      good.inc();
    }
  }

  /**
   * Returns the share of requests that were bad, divided by the share that may be; NaN if there was
   * none.
   *
   * @param window how far back; at most six hours are known, and no more than since the objective
   *     was made. Longer by at most a step of 30 seconds
   */
  public synchronized double burnRate(Duration window) {
    long nowNanos = ticker.nanoTime();
    long oldest = Math.max(0, taken - SAMPLES);
    long since = taken - 1;
    while (since > oldest && nowNanos - atNanos[index(since)] < window.toNanos()) {
      since--;
    }
    long goodNow = good.total(); // first: one that is recorded meanwhile is not taken for bad
    long all = total.total() - totals[index(since)];
    long bad = Math.max(0, all - (goodNow - goods[index(since)]));
    return all <= 0 ? Double.NaN : (double) bad / all / (1 - objective);
  }

  /** Keeps the counts of now. */
  synchronized void sample() {
    int index = index(taken);
    goods[index] = good.total();
    totals[index] = total.total();
    atNanos[index] = ticker.nanoTime();
    taken++;
  }

  private static int index(long sample) {
    return (int) (sample % SAMPLES);
  }
}
