package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.internal.latency.read.LatencyTotals;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** The latency recorder of a collector that is switched off: it does nothing. */
public final class DisabledLatencyRecorder implements LatencyRecorder {
  /** The only one there is. */
  public static final LatencyRecorder INSTANCE = new DisabledLatencyRecorder();

  private DisabledLatencyRecorder() {}

  @Override
  public String toString() {
    return "disabled";
  }

  @Override
  public void record(long nanos) {}

  @Override
  public void record(long nanos, Exemplar exemplar) {}

  @Override
  public void recordWithExemplar(long nanos, Supplier<? extends Exemplar> exemplar) {}

  @Override
  public void recordCorrected(long nanos, long expectedIntervalNanos) {}

  @Override
  public long start() {
    return 0;
  }

  @Override
  public void stop(long startNanos) {}

  @Override
  public long count() {
    return 0;
  }

  @Override
  public LatencyView total() {
    LatencyTotals nothing =
        new LatencyTotals(
            new LatencyLayout(
                LatencyLayout.DEFAULT_DIGITS, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[0]));
    nothing.finish();
    return nothing;
  }

  @Override
  public WindowView window() {
    return EmptyWindow.INSTANCE;
  }

  @Override
  public Histogram histogram() {
    return new Histogram(LatencyLayout.DEFAULT_DIGITS);
  }

  @Override
  public Histogram correctedHistogram() {
    return histogram();
  }

  /** The window of a recorder that does nothing. */
  private static final class EmptyWindow implements WindowView {
    static final WindowView INSTANCE = new EmptyWindow();

    private EmptyWindow() {}

    @Override
    public double windowSeconds() {
      return 0;
    }

    @Override
    public double coveredSeconds() {
      return 0;
    }

    @Override
    public long count() {
      return 0;
    }

    @Override
    public long sumNanos() {
      return 0;
    }

    @Override
    public double ratePerSecond() {
      return Double.NaN;
    }

    @Override
    public double minNanos() {
      return Double.NaN;
    }

    @Override
    public double maxNanos() {
      return Double.NaN;
    }

    @Override
    public double meanNanos() {
      return Double.NaN;
    }

    @Override
    public double quantileNanos(double quantile) {
      return Double.NaN;
    }

    @Override
    public double sum() {
      return 0;
    }

    @Override
    public double min() {
      return Double.NaN;
    }

    @Override
    public double max() {
      return Double.NaN;
    }

    @Override
    public double mean() {
      return Double.NaN;
    }

    @Override
    public double quantile(double quantile) {
      return Double.NaN;
    }
  }
}
