package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;

/** Describes figures; its instruments are the series that show them. */
final class FiguresBuilder extends InstrumentBuilder<FigureSeries, FiguresBuilder> {
  FiguresBuilder(CollectorCore core, String name, String help, FamilyKind kind) {
    super(core, name, help, kind, null);
    switch (kind) {
      case COUNTER, GAUGE, HISTOGRAM, SUMMARY, INFO -> {}
      case LATENCY, STATESET ->
          throw new IllegalArgumentException(
              "kind of "
                  + name
                  + " was "
                  + kind
                  + "; expected COUNTER, GAUGE, HISTOGRAM, SUMMARY or INFO");
    }
  }

  @Override
  Family<FigureSeries> open(List<String> labelNames) {
    return open(labelNames, FigureSeries::new, new FigureSeries.Reader());
  }
}
