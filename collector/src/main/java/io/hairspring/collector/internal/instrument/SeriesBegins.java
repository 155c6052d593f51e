package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesKey;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongSupplier;

/**
 * Since when the values of new series count: from now on, but not from before a series that was
 * taken out, which may be the same one; a wall clock can step backwards. Any thread.
 */
public final class SeriesBegins {
  private final LongSupplier unixMillis;
  private final LongAccumulator latestRemoved = new LongAccumulator(Math::max, Long.MIN_VALUE);

  public SeriesBegins(LongSupplier unixMillis) {
    this.unixMillis = unixMillis;
  }

  /** Begins a series that was just made. */
  <S extends Series> S begun(S series) {
    series.begin(Math.max(unixMillis.getAsLong(), latestRemoved.get()));
    return series;
  }

  /** Notes when something began that is taken out. */
  void removed(SeriesKey gone) {
    if (gone instanceof Series series) {
      latestRemoved.accumulate(series.createdMillis());
    }
  }
}
