package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.ValueRecorder;
import io.hairspring.collector.internal.latency.read.LatencyTotals;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.view.ValueView;
import io.hairspring.collector.view.ValueWindowView;
import org.HdrHistogram.Histogram;

/** The value recorder of a collector that is switched off: it does nothing. */
public final class DisabledValueRecorder implements ValueRecorder {
  /** The only one there is. */
  public static final ValueRecorder INSTANCE = new DisabledValueRecorder();

  private static final LatencyRecorder EMPTY = DisabledLatencyRecorder.INSTANCE;

  private DisabledValueRecorder() {}

  @Override
  public String toString() {
    return EMPTY.toString();
  }

  @Override
  public void observe(long value) {}

  @Override
  public void observe(double value) {}

  @Override
  public void observe(long value, Exemplar exemplar) {}

  @Override
  public void observe(double value, Exemplar exemplar) {}

  @Override
  public long count() {
    return 0;
  }

  @Override
  public ValueView total() {
    LatencyTotals nothing =
        new LatencyTotals(
            new LatencyLayout(
                LatencyLayout.DEFAULT_DIGITS,
                LatencyLayout.DEFAULT_HIGHEST_NANOS,
                0,
                new double[0]));
    nothing.finish();
    return nothing;
  }

  @Override
  public ValueWindowView window() {
    return EMPTY.window();
  }

  @Override
  public Histogram histogram() {
    return EMPTY.histogram();
  }
}
