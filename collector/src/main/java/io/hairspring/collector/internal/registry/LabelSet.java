package io.hairspring.collector.internal.registry;

import io.hairspring.collector.Counter;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The series of a family that have the same label names, and who shows them. Everything but {@link
 * #table} and {@link #bytes} is called under the registry's reading lock.
 */
final class LabelSet<S extends Series> {
  private static final int MEASURED = 512; // so that a scrape of many series costs little more

  private final SeriesTable<S> table;
  private final SeriesReader<? super S> reader;
  private long hidden; // counted by the clock alone

  LabelSet(SeriesTable<S> table, SeriesReader<? super S> reader) {
    this.table = table;
    this.reader = reader;
  }

  SeriesTable<S> table() {
    return table;
  }

  /** Returns whether a series is to be shown. None of them is hidden while a collection runs. */
  boolean isShown() {
    return table.series().any(LabelSet::isShown);
  }

  private static boolean isShown(Series series) {
    return !series.isHidden();
  }

  /**
   * Returns about how many bytes the cells of all series take: exactly if these are few, else by
   * some of them. Any thread.
   */
  long bytes() {
    long[] found = new long[2];
    table
        .series()
        .forSome(
            MEASURED,
            series -> {
              found[0] += series.bytes();
              found[1]++;
            });
    return found[1] == 0 ? 0 : Math.round((double) found[0] / found[1] * table.size());
  }

  void show(MetricsVisitor visitor) {
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

  boolean isEmpty() {
    return table.series().isEmpty();
  }

  /** Shows all series, hidden ones too, and begins an epoch of theirs if they have epochs. */
  void close(MetricsVisitor visitor, Instant now, boolean hasEpochs) {
    table.series().forEach(series -> close(series, visitor, now, hasEpochs));
  }

  /** Does that for one series, which is of this set. */
  void close(Series series, MetricsVisitor visitor, Instant now, boolean hasEpochs) {
    reader.show(series(series), visitor, true);
    if (hasEpochs) {
      series.begin(now.toEpochMilli());
    }
  }

  /** Returns the series with these label values, in the order of the set's names; null if none. */
  S existing(String[] labelValues) {
    return table.existing(labelValues);
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

  @SuppressWarnings("unchecked") // who calls found it in this table
  private S series(Series series) {
    return (S) series;
  }
}
