package io.hairspring.collector;

import io.hairspring.collector.naming.Names;
import io.hairspring.collector.series.LabelUnion;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesBounds;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.series.WellFormed;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Describes an instrument, and makes it or a family of it. Not thread-safe.
 *
 * @param <I> the kind of instrument
 * @param <B> the builder itself, so that calls can be chained in any order
 */
public abstract sealed class InstrumentBuilder<I, B extends InstrumentBuilder<I, B>>
    permits CounterBuilder,
        FiguresBuilder,
        GaugeBuilder,
        HistogramBuilder,
        LatencyBuilder,
        StateSetBuilder {
  private final CollectorCore core;
  private final String name;
  private final String help;
  private final FamilyKind kind;
  private final I disabled;
  private final Map<String, String> fixedLabels = new LinkedHashMap<>();
  private int maxSeries;
  private boolean enabled = true;

  InstrumentBuilder(CollectorCore core, String name, String help, FamilyKind kind, I disabled) {
    this.core = core;
    this.name = core.names().metric(name, kind);
    this.help = Names.help(name, help);
    this.kind = kind;
    this.disabled = disabled;
    // Our own are few, and none of them may be hidden because others are many.
    maxSeries = name.startsWith(OwnNames.PREFIX) ? Integer.MAX_VALUE : core.config().maxSeries();
  }

  /**
   * Sets how many series the family may have before further label values share one more, whose
   * labels read {@code overflow}; as the collector's configuration says unless told otherwise.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B maxSeries(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException(
          "maxSeries of " + name + " must be at least 1, was " + maxSeries);
    }
    this.maxSeries = maxSeries;
    return self();
  }

  /**
   * Gives every series a label of this value, after the labels that the collector gives to all.
   *
   * @throws IllegalArgumentException if the label name is there already, or the value is too long
   */
  public B label(String labelName, String value) {
    if (fixedLabels.putIfAbsent(labelName, value(labelName, value)) != null) {
      throw new IllegalArgumentException(
          "label \"" + labelName + "\" of " + name + " exists already; expected each label once");
    }
    return self();
  }

  @SuppressWarnings("unchecked") // each of the permitted builders names itself
  private B self() {
    return (B) this;
  }

  private String value(String labelName, String value) {
    String given = Limits.labelValue(name, labelName, value, core.config().maxLabelChars());
    if (!WellFormed.is(given)) {
      core.losses().malformed(name);
    }
    return given;
  }

  /**
   * Sets whether the instrument is there at all; one that is not does nothing when written, is not
   * shown, and leaves its name to others.
   */
  public B enabled(boolean enabled) {
    this.enabled = enabled;
    return self();
  }

  /**
   * Makes the instrument, without labels of its own.
   *
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  public final I register() {
    return family().with(List.of());
  }

  /**
   * Makes a family of instruments that are told apart by the values of these labels.
   *
   * @throws IllegalArgumentException if a label name is not allowed, or if another metric emits a
   *     line of the same name
   */
  public final Family<I> family(String... labelNames) {
    List<String> names = labels(labelNames);
    if (!enabled) {
      return Family.disabled(name, names, disabled);
    }
    return core.config().enabled() ? open(names) : core.disabled(views(names), names, disabled);
  }

  abstract Family<I> open(List<String> labelNames);

  final List<String> labels(String... names) {
    checkName();
    Objects.requireNonNull(names, () -> "labelNames of " + name);
    core.labels(name, concat(List.copyOf(fixedLabels.keySet()), Arrays.asList(names)), kind);
    return List.of(names);
  }

  /** Returns whether the instrument is shown. */
  final boolean isShown() {
    return enabled && core.config().enabled();
  }

  /** Registers a family over series that are all instances of {@code T}. */
  final <T, S extends Series> Family<T> open(
      List<String> labelNames,
      BiFunction<SeriesLabels, String[], S> factory,
      SeriesReader<? super S> reader) {
    return open(labelNames, factory, names -> Map.of(views(names).get(0), reader), table -> {});
  }

  /**
   * Registers the families that series, all instances of {@code T}, are shown as, each with who
   * shows them, and tells {@code opened} where the series will be.
   */
  final <T, S extends Series> Family<T> open(
      List<String> labelNames,
      BiFunction<SeriesLabels, String[], S> factory,
      Function<List<String>, Map<FamilyView, SeriesReader<? super S>>> readers,
      Consumer<SeriesTable<S>> opened) {
    Map<String, String> shared = new LinkedHashMap<>(core.config().labels());
    shared.putAll(fixedLabels);
    List<String> fixed = List.copyOf(fixedLabels.keySet());
    SeriesBounds bounds = core.bounds(name, maxSeries);
    LabelUnion union = new LabelUnion();
    return new LabelSets<T>(
            (labelSets, names) -> {
              core.labels(name, concat(fixed, names), kind);
              SeriesLabels labels = new SeriesLabels(shared, names, union);
              SeriesTable<S> table =
                  new SeriesTable<>(bounds, values -> core.begun(factory.apply(labels, values)));
              Map<FamilyView, SeriesReader<? super S>> shown = readers.apply(labels.allNames());
              if (labelSets.isEmpty()) {
                core.registry().add(table, shown);
              } else {
                core.registry().addLabelSet(table, shown);
              }
              opened.accept(table);
              return Family.of(name, names, table, labelSets);
            })
        .of(labelNames);
  }

  private static List<String> concat(List<String> names, List<String> more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(more); // which may hold null, and then says so
    return all;
  }

  /** Checks what may still change while the instrument is described. */
  void checkName() {}

  /** Returns the families that the instrument is shown as, that of its own name first. */
  List<FamilyView> views(List<String> allLabelNames) {
    return List.of(new FamilyView(name, help, kind, allLabelNames));
  }

  final String name() {
    return name;
  }

  final String help() {
    return help;
  }

  final CollectorCore core() {
    return core;
  }
}
