package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.time.Instant;
import java.util.List;

/**
 * A family of the collector's own series: how it is called, its series, and who shows them.
 * Everything but {@link #view} and {@link #series} is called under the registry's reading lock.
 */
final class RegisteredFamily<S extends Series> implements ShownFamily {
  private final FamilyView view;
  private final SeriesTable<S> table;
  private final SeriesReader<? super S> reader;
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

  Instant epochStart() {
    return epochStart;
  }

  @Override
  public void show(MetricsVisitor visitor) {
    if (!table.isEmpty() && visitor.family(view)) {
      table.forEach(series -> reader.show(series, visitor, false));
    }
  }

  @Override
  public void close(MetricsVisitor visitor, Instant now) {
    if (table.isEmpty()) {
      epochStart = now;
    } else if (visitor.family(view)) {
      table.forEach(series -> close(series, visitor, now));
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

  private void close(S series, MetricsVisitor visitor, Instant now) {
    reader.show(series, visitor, true);
    if (view.kind().hasEpochs()) {
      series.begin(now.toEpochMilli());
    }
  }
}
