package io.hairspring.collector.internal.latency;

import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.read.BucketTotals;
import io.hairspring.collector.internal.latency.read.LatencyTotals;
import io.hairspring.collector.internal.latency.read.RecorderWindows;
import io.hairspring.collector.internal.latency.read.SummaryTotals;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.WindowView;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Shows recorders of one layout, one after the other. */
public final class LatencyReader implements SeriesReader<RecorderSeries> {
  private final SlidingWindow mainWindow;
  private final double[] quantiles; // that a summary shows
  private final LatencyTotals now;
  private final LatencyTotals sinceReset;
  private final RecorderWindows windows;

  @SuppressWarnings("UnusedVariable")
  private long lookedAt; // so that the compiler leaves no look out

  /**
   * Creates a reader with working memory for {@code layout}.
   *
   * @param quantiles those that a summary shows
   */
  public LatencyReader(LatencyLayout layout, List<SlidingWindow> windows, List<Double> quantiles) {
    this.quantiles = quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    mainWindow = windows.get(0);
    this.windows = new RecorderWindows(windows, layout);
    now = new LatencyTotals(layout, this.windows);
    sinceReset = new LatencyTotals(layout, this.windows);
  }

  /**
   * Returns who shows the same recorders in these shapes. To a visitor that asks for no more than
   * one shape shows, it does so from what was added up before, as long as that holds.
   */
  public SeriesReader<RecorderSeries> showing(Set<LatencyShape> shapes) {
    if (shapes.equals(Set.of(LatencyShape.HISTOGRAM))) {
      return kept(this::buckets);
    }
    if (shapes.equals(Set.of(LatencyShape.SUMMARY))) {
      // Without quantiles it is sum and count, which the buckets know with less reading of cells.
      return quantiles.length == 0 ? kept(this::buckets) : kept(this::summary);
    }
    return this;
  }

  private SeriesReader<RecorderSeries> kept(Function<RecorderSeries, LatencyView> shape) {
    return new SeriesReader<>() {
      @Override
      public boolean looksAhead(MetricsVisitor visitor) {
        return visitor.readsShapesOnly();
      }

      @Override
      public void lookAhead(RecorderSeries recorder) {
        lookedAt += recorder.activity(); // not all cells, which would push each other out again
        lookedAt += recorder.labelBytes();
        lookedAt += recorder.buckets == null ? 0 : recorder.buckets.count();
      }

      @Override
      public void show(RecorderSeries recorder, MetricsVisitor visitor, boolean closeEpoch) {
        if (closeEpoch || !visitor.readsShapesOnly()) {
          LatencyReader.this.show(recorder, visitor, closeEpoch);
        } else {
          recorder.show(visitor, shape.apply(recorder));
        }
      }
    };
  }

  /**
   * Returns the main window of a recorder as the running collection sees it, until another recorder
   * is read.
   */
  public WindowView window(RecorderSeries recorder) {
    readNow(recorder);
    return windows.get(0);
  }

  /** Returns what a recorder holds of the open epoch, until another recorder is read. */
  public LatencyView epoch(RecorderSeries recorder) {
    readNow(recorder);
    return sinceReset(recorder);
  }

  @Override
  public void show(RecorderSeries recorder, MetricsVisitor visitor, boolean closeEpoch) {
    readNow(recorder);
    CellSnapshot next = closeEpoch ? CellSnapshot.of(now, 0, 0) : null;
    recorder.show(visitor, sinceReset(recorder));
    if (closeEpoch) {
      recorder.baseline = next;
      recorder.buckets = null;
      recorder.summary = null;
    }
  }

  private void readNow(RecorderSeries recorder) {
    windows.show(recorder.snapshots(), now);
    recorder.readInto(now);
  }

  /** Returns what the recorder holds of what was read, until another recorder is read. */
  private LatencyTotals sinceReset(RecorderSeries recorder) {
    LatencyTotals shown = now;
    if (recorder.baseline != null) {
      sinceReset.copy(now);
      recorder.baseline.subtractFrom(sinceReset);
      shown = sinceReset;
    }
    shown.finish();
    shown.exemplarsOf(recorder);
    return shown;
  }

  private LatencyView buckets(RecorderSeries recorder) {
    BucketTotals buckets = recorder.buckets;
    if (buckets == null) {
      buckets = new BucketTotals(recorder, closed(recorder));
      recorder.buckets = buckets;
    }
    buckets.read();
    return buckets;
  }

  private LatencyView summary(RecorderSeries recorder) {
    SummaryTotals summary = recorder.summary;
    if (summary == null) {
      summary = new SummaryTotals(recorder.layout(), quantiles, closed(recorder));
      recorder.summary = summary;
    }
    // Both before the cells: these hold all that is in the activity, and all that was in snapshots.
    long activity = recorder.activity();
    CellSnapshot[] taken = recorder.snapshots().of(0);
    long startNanos = mainWindow.collectionStartNanos();
    if (!summary.holds(activity, taken, startNanos)) {
      boolean whole = recorder.readInto(now);
      summary.keep(activity, taken, startNanos, now, whole);
    }
    return summary;
  }

  /** Returns what closed epochs of a recorder showed, until another is read; null if none was. */
  private LatencyTotals closed(RecorderSeries recorder) {
    if (recorder.baseline == null) {
      return null;
    }
    now.clear();
    recorder.baseline.addTo(now);
    now.finish();
    return now;
  }
}
