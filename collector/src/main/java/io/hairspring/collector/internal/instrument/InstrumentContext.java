package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Registration;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.registry.Registry;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesBounds;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the instruments of one collector share, and are made with.
 *
 * @param losses is told what they cannot record
 */
public record InstrumentContext(
    CollectorConfig config,
    Stripes stripes,
    CellOwners cellOwners,
    Registry registry,
    Registrations registrations,
    WindowClock clock,
    StatusIndex statusSlots,
    ExemplarSampling exemplars,
    SeriesBegins begins,
    Losses losses) {
  /** Returns which names are allowed. */
  public Names names() {
    return Names.of(config.utf8Names());
  }

  /** Returns {@code names} if an instrument may have them besides the labels of every series. */
  public List<String> labels(String metric, List<String> names, FamilyKind kind) {
    List<String> all = new ArrayList<>(config.labels().keySet());
    all.addAll(names);
    names().labels(metric, all, kind);
    return List.copyOf(names);
  }

  /** Keeps the names of an instrument that does nothing, so that clashes show all the same. */
  <I> SeriesFamily<I> disabled(List<FamilyView> views, List<String> labelNames, I instrument) {
    registry.claim(views);
    return new SeriesFamily.LabelSets<I>(
            (labelSets, names) ->
                SeriesFamily.disabled(views.get(0).name(), names, labelSets, instrument))
        .of(labelNames);
  }

  /** Returns the bounds of what {@code name} finds by label values, so many of them. */
  SeriesBounds bounds(String name, int maxSeries) {
    return new SeriesBounds(
        maxSeries,
        maxLabelChars(name),
        () -> losses.overflowed(name),
        () -> losses.tooLong(name),
        () -> losses.malformed(name),
        begins::removed);
  }

  private int maxLabelChars(String name) {
    return name.startsWith(Names.OWN_PREFIX) // there names of metrics are values
        ? Math.max(config.maxLabelChars(), Names.MAX_LENGTH)
        : config.maxLabelChars();
  }

  /**
   * Registers an info, unless the same is registered.
   *
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  public Registration info(String name, String help, List<String> labelNames, String[] values) {
    for (int i = 0; i < values.length; i++) {
      Limits.labelValue(name, labelNames.get(i), values[i], config.maxLabelChars());
    }
    Map<String, String> fixed = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fixed.put(labelNames.get(i), values[i]);
    }
    Definition definition =
        new Definition(Variety.INFO, name, help, FamilyKind.INFO, List.of(), fixed, Map.of());
    return registrations
        .getOrMake(definition, () -> openInfo(name, help, labelNames, values))
        .registration();
  }

  private SeriesFamily<Info> openInfo(
      String name, String help, List<String> labelNames, String[] values) {
    SeriesLabels labels = new SeriesLabels(config.labels(), labelNames);
    FamilyView view = new FamilyView(name, help, FamilyKind.INFO, labels.allNames());
    if (!config.enabled()) {
      return disabled(List.of(view), List.of(), null);
    }
    SeriesTable<Info> table =
        new SeriesTable<>(bounds(name, 1), all -> begun(new Info(labels, all)));
    registry.add(view, table, (info, visitor, closeEpoch) -> visitor.info(info));
    table.get(values);
    return SeriesFamily.of(name, labelNames, table, null);
  }

  /** Returns a series whose values count from now on. */
  <S extends Series> S begun(S series) {
    return begins.begun(series);
  }

  /** Returns windows that the clock moves from now on. */
  List<SlidingWindow> windows(List<WindowSettings> settings) {
    List<SlidingWindow> windows = new ArrayList<>();
    for (WindowSettings window : settings) {
      windows.add(clock.window(window.length().toNanos(), window.steps()));
    }
    startClock();
    return windows;
  }

  /** Starts the clock, if it is to have a thread of its own. */
  public void startClock() {
    if (config.clockThread()) {
      clock.start();
    }
  }

  /** Labels that describe the process. */
  private static final class Info extends Series {
    Info(SeriesLabels labels, String[] values) {
      super(labels, values);
    }
  }
}
