package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Figures;
import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.Map;

/** Makes figures; its instruments are the series that show them. */
public final class FiguresBuilder extends SeriesBuilder<FigureSeries, FiguresBuilder> {
  public FiguresBuilder(InstrumentContext context, String name, String help, FamilyKind kind) {
    super(context, name, help, kind, null);
    switch (kind) {
      case COUNTER, GAUGE, HISTOGRAM, SUMMARY, INFO -> {}
      case LATENCY, VALUES, STATESET ->
          throw new IllegalArgumentException(
              "kind of "
                  + name
                  + " was "
                  + kind
                  + "; expected COUNTER, GAUGE, HISTOGRAM, SUMMARY or INFO");
    }
  }

  /** Makes them. */
  public <F extends SeriesFigure> Figures<F> figures(String... labelNames) {
    Registered<FigureSeries> made = registered(labelNames);
    return new FigureFamily<>(made.family(), made.registration());
  }

  @Override
  Variety variety() {
    return Variety.FIGURES;
  }

  @Override
  Map<String, Object> settings() {
    return Map.of();
  }

  @Override
  SeriesFamily<FigureSeries> open(List<String> labelNames) {
    return open(labelNames, FigureSeries::new, new FigureSeries.Reader());
  }
}
