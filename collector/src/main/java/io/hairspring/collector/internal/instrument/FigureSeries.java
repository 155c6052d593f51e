package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.function.Supplier;

/** A series whose figure is kept outside the collector. */
final class FigureSeries extends Series {
  // Written under the monitor. Volatile: collections read it without, and a figure may be given
  // anew.
  private volatile SeriesFigure figure;

  FigureSeries(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  synchronized void set(SeriesFigure figure) {
    this.figure = figure;
  }

  synchronized SeriesFigure getOrMake(Supplier<? extends SeriesFigure> make) {
    if (figure == null) {
      figure = make.get();
    }
    return figure;
  }

  /** Shows them, all that have a figure by now. */
  static final class Reader implements SeriesReader<FigureSeries> {
    @SuppressWarnings("UnusedVariable")
    private long lookedAt; // so that the compiler leaves no look out

    @Override
    public boolean looksAhead(MetricsVisitor visitor) {
      return true;
    }

    @Override
    public void lookAhead(FigureSeries series) {
      SeriesFigure figure = series.figure;
      lookedAt += series.labelBytes();
      lookedAt += figure == null ? 0 : figure.getClass().hashCode(); // which is where it begins
    }

    @Override
    public void show(FigureSeries series, MetricsVisitor visitor, boolean closeEpoch) {
      SeriesFigure figure = series.figure;
      if (figure != null) {
        figure.show(series, visitor, closeEpoch);
      }
    }
  }
}
