package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.latency.StripedLatencyRecorder;
import java.time.Duration;

/**
 * A recorder of few cells whose cells can be folded by hand, whether they are cold or not. One
 * thread at a time folds.
 */
public final class Fold {
  private final MetricsCollector metrics;
  private final LatencySeries series;
  private final CellTotals left;
  private final CellTotals missed;
  private LatencyCells closed; // null for none
  private int stripe;
  private int asked;

  /** Creates one of the recorder that the collector is given here. */
  public Fold(MetricsCollector metrics) {
    this.metrics = metrics;
    LatencyRecorder recorder =
        metrics
            .latency("duration_seconds", "Time.")
            .significantDigits(1)
            .highestTrackable(Duration.ofMillis(1))
            .buckets(0.000_002)
            .register();
    series = (StripedLatencyRecorder) recorder;
    left = new CellTotals(series.layout());
    missed = new CellTotals(series.layout());
  }

  /** Returns the collector. */
  public MetricsCollector metrics() {
    return metrics;
  }

  /** Returns the recorder. */
  public LatencyRecorder recorder() {
    return (StripedLatencyRecorder) series;
  }

  /** Closes a stripe's own cells, unless there are none or some were closed and not yet folded. */
  public void close() {
    LatencyCells[] all = series.all();
    for (int i = 0; i < all.length && closed == null; i++) {
      if (all[i].shared() == null && all[i].stripe >= 0) {
        stripe = all[i].stripe;
        closed = all[i];
        series.close(closed);
        asked = series.stripes().askToPass(stripe);
      }
    }
  }

  /** Folds what was closed, if it may be. Returns whether nothing is left to be folded. */
  public boolean fold() {
    if (closed != null && series.stripes().hasPassed(stripe, asked)) {
      series.fold(closed, left, missed);
      closed = null;
    }
    return closed == null;
  }
}
