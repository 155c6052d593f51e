package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.MetricsVisitor;

/** A family as the registry keeps it: how it is called, its series, and who shows them. */
record RegisteredFamily<S extends Series>(
    FamilyView view, SeriesTable<S> table, SeriesReader<? super S> reader) {

  /** Shows the family and its series. Under the registry's reading lock. */
  void show(MetricsVisitor visitor, boolean closeEpoch) {
    if (!table.isEmpty() && visitor.family(view)) {
      table.forEach(series -> reader.show(series, visitor, closeEpoch));
    }
  }
}
