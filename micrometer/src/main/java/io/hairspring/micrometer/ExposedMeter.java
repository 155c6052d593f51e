package io.hairspring.micrometer;

import io.hairspring.collector.Family;
import io.hairspring.collector.Figures;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.FamilyKind;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What one meter is shown as: series of its family's metrics. Under the monitor of {@link
 * MeterFamilies}.
 */
final class ExposedMeter {
  private static final String STATISTIC = "statistic";

  private final String name;
  private final MeterFamily family;
  private final AskedFigures asked;
  private final Set<Maximum> maxima; // that somebody turns
  private final String[] labelNames;
  private final String[] labelValues;
  private final List<Runnable> removals = new ArrayList<>(2);

  ExposedMeter(
      String name,
      MeterFamily family,
      AskedFigures asked,
      Set<Maximum> maxima,
      String[] labelNames,
      String[] labelValues) {
    this.name = name;
    this.family = family;
    this.asked = asked;
    this.maxima = maxima;
    this.labelNames = labelNames;
    this.labelValues = labelValues;
  }

  /** Returns the family's name, without what a kind adds. */
  String name() {
    return name;
  }

  MeterFamily family() {
    return family;
  }

  /** Returns how the meters of the family are configured. */
  DistributionStatisticConfig config() {
    return family.config();
  }

  /**
   * Shows a figure, that of another meter if that has the same labels or if there are too many.
   *
   * @param made what it is
   * @throws IllegalStateException if what is shown there is something else
   */
  <F extends SeriesFigure> F figure(
      String fullName, FamilyKind kind, Class<F> made, Supplier<F> make) {
    Figures<SeriesFigure> figures = family.figures(fullName, kind, labelNames);
    SeriesFigure figure = figures.with(make, labelValues);
    if (!made.isInstance(figure)) {
      throw taken(fullName);
    }
    removals.add(() -> figures.remove(labelValues));
    return made.cast(figure);
  }

  /** Shows the maximum of what is shown under {@code fullName}, as a gauge beside it. */
  Maximum maximum(String fullName, Supplier<Maximum> make) {
    Maximum max = figure(fullName + "_max", FamilyKind.GAUGE, Maximum.class, make);
    maxima.add(max);
    removals.add(() -> maxima.remove(max));
    return max;
  }

  /** Shows a figure that a stranger's code tells, in place of any of the same labels. */
  void asked(String fullName, FamilyKind kind, Asked<?> figure) {
    show(fullName, kind, figure, labelNames, labelValues);
  }

  /** Shows a figure as above, with a label that tells which statistic of the meter it is. */
  void asked(String fullName, FamilyKind kind, Asked<?> figure, String statistic) {
    show(fullName, kind, figure, with(labelNames, STATISTIC), with(labelValues, statistic));
  }

  private void show(
      String fullName, FamilyKind kind, Asked<?> figure, String[] names, String[] values) {
    Figures<SeriesFigure> figures = family.figures(fullName, kind, names);
    figures.put(figure, values);
    asked.add(figure);
    removals.add(
        () -> {
          figures.remove(values);
          asked.remove(figure);
        });
  }

  /** Returns the recorder of these labels, shared as figures are. */
  LatencyRecorder recorder(String fullName, Consumer<LatencyBuilder> layout) {
    Family<LatencyRecorder> latencies = family.latencies(fullName, layout, labelNames);
    LatencyRecorder recorder = latencies.with(Arrays.asList(labelValues));
    removals.add(() -> latencies.remove(labelValues));
    return recorder;
  }

  /** Has something done when the meter is shown no more. */
  void onRemoval(Runnable removal) {
    removals.add(removal);
  }

  /** Shows the meter no more. */
  void remove() {
    removals.forEach(Runnable::run);
  }

  private static String[] with(String[] texts, String more) {
    String[] all = Arrays.copyOf(texts, texts.length + 1);
    all[texts.length] = more;
    return all;
  }

  private static IllegalStateException taken(String fullName) {
    return new IllegalStateException(
        "\"" + fullName + "\" shows a meter of another type under the same labels");
  }
}
