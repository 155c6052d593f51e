package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Figures;
import io.hairspring.collector.Registration;
import io.hairspring.collector.SeriesFigure;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A family of figures.
 *
 * @param <F> what the series show
 */
final class FigureFamily<F extends SeriesFigure> implements Figures<F> {
  private final SeriesFamily<FigureSeries> family;
  private final Registration registration;

  FigureFamily(SeriesFamily<FigureSeries> family, Registration registration) {
    this.family = family;
    this.registration = registration;
  }

  @Override
  public Figures<F> labelSet(String... labelNames) {
    return new FigureFamily<>(family.labelSet(labelNames), registration);
  }

  @Override
  @SuppressWarnings("unchecked") // only with() and put() put figures in, and they take an F
  public F with(Supplier<? extends F> make, String... labelValues) {
    Objects.requireNonNull(make, "make");
    FigureSeries series = family.with(values(labelValues));
    return series == null ? make.get() : (F) series.getOrMake(make);
  }

  @Override
  public void put(F figure, String... labelValues) {
    Objects.requireNonNull(figure, "figure");
    FigureSeries series = family.own(values(labelValues));
    if (series != null) {
      series.set(figure);
    }
  }

  @Override
  public boolean remove(String... labelValues) {
    return family.remove(labelValues);
  }

  @Override
  public void close() {
    registration.close();
  }

  private static List<String> values(String... labelValues) {
    return Arrays.asList(Objects.requireNonNull(labelValues, "labelValues"));
  }
}
