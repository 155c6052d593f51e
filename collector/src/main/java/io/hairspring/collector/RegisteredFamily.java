package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A family of the collector's own series: how it is called, its series, and who shows them.
 * Everything but {@link #view} and {@link #series} is called under the registry's reading lock.
 */
final class RegisteredFamily<S extends Series> implements ShownFamily {
  private final FamilyView view;
  private final SeriesTable<S> table;
  private final SeriesReader<? super S> reader;
  private long hidden; // counted by the clock alone
  private Instant epochStart; // when the whole family was last reset; under the reading lock

  RegisteredFamily(
      FamilyView view, SeriesTable<S> table, SeriesReader<? super S> reader, Instant now) {
    this.view = view;
    this.table = table;
    this.reader = reader;
    epochStart = now;
  }

  @Override
  public FamilyView view() {
    return view;
  }

  @Override
  public long series() {
    return table.size();
  }

  SeriesTable<S> table() {
    return table;
  }

  Instant epochStart() {
    return epochStart;
  }

  @Override
  public void show(MetricsVisitor visitor) {
    // A series that is not hidden stays so while this walk holds the lock.
    if (table.series().any(RegisteredFamily::isShown) && visitor.family(view)) {
      Consumer<S> show =
          series -> {
            if (isShown(series)) {
              reader.show(series, visitor, false);
            }
          };
      if (reader.looksAhead(visitor)) {
        table.series().forEach(reader::lookAhead, show);
      } else {
        table.series().forEach(show);
      }
    }
  }

  private static boolean isShown(Series series) {
    return !series.isHidden();
  }

  /** Closes the epoch of hidden series too, so that what is closed is complete. */
  @Override
  public void close(MetricsVisitor visitor, Instant now) {
    if (view.isDerived()) {
      return; // a closed epoch shows each recording once, where it belongs
    }
    if (table.series().isEmpty()) {
      epochStart = now;
    } else if (visitor.family(view)) {
      table.series().forEach(series -> close(series, visitor, now));
      epochStart = now;
    }
  }

  /**
   * Shows one series, and begins an epoch of its own unless the visitor declines.
   *
   * @return when the epoch that ends had begun; null if there is no such series
   */
  Instant close(List<String> labelValues, MetricsVisitor visitor, Instant now) {
    S series = table.existing(labelValues.toArray(String[]::new));
    if (series == null) {
      return null;
    }
    Instant start = Instant.ofEpochMilli(series.createdMillis());
    if (visitor.family(view)) {
      close(series, visitor, now);
    }
    return start;
  }

  /**
   * Hides those of some series in which nothing was recorded for long.
   *
   * @return where to go on, negative if these were the last
   */
  int hideIdle(int from, int most, long nowNanos, long limitNanos, Counter expired) {
    hidden = from == 0 ? 0 : hidden;
    return table
        .series()
        .forEach(
            from,
            most,
            series -> {
              if (series.hideIfIdle(nowNanos, limitNanos)) {
                expired.inc();
              }
              hidden += series.isHidden() ? 1 : 0;
            });
  }

  /** Returns how many series the last look hid or found hidden. The clock's alone. */
  long hidden() {
    return hidden;
  }

  private void close(S series, MetricsVisitor visitor, Instant now) {
    reader.show(series, visitor, true);
    if (view.kind().hasEpochs()) {
      series.begin(now.toEpochMilli());
    }
  }
}
