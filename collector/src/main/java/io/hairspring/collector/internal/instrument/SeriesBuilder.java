package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.InstrumentBuilder;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.LabelUnion;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesBounds;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the series of an instrument, and registers the families that they are shown as.
 *
 * @param <I> the kind of instrument
 * @param <B> the builder itself, so that calls can be chained in any order
 */
abstract class SeriesBuilder<I, B extends InstrumentBuilder<I, B>>
    implements InstrumentBuilder<I, B> {
  private final InstrumentContext context;
  private final String name;
  private final String help;
  private final FamilyKind kind;
  private final I disabled;
  private final Map<String, String> fixedLabels = new LinkedHashMap<>();
  private int maxSeries;
  private boolean enabled = true;

  SeriesBuilder(InstrumentContext context, String name, String help, FamilyKind kind, I disabled) {
    this.context = context;
    this.name = context.names().metric(name, kind);
    this.help = Names.help(name, help);
    this.kind = kind;
    this.disabled = disabled;
    // Our own are few, and none of them may be hidden because others are many.
    maxSeries =
        name.startsWith(Names.OWN_PREFIX) ? Integer.MAX_VALUE : context.config().maxSeries();
  }

  @Override
  public B maxSeries(int maxSeries) {
    Limits.number("maxSeries of " + name, maxSeries, 1, Long.MAX_VALUE);
    this.maxSeries = maxSeries;
    return self();
  }

  @Override
  public B label(String labelName, String value) {
    if (fixedLabels.putIfAbsent(labelName, value(labelName, value)) != null) {
      throw new IllegalArgumentException(
          "label \"" + labelName + "\" of " + name + " exists already; expected each label once");
    }
    return self();
  }

  @SuppressWarnings("unchecked") // each builder names itself
  final B self() {
    return (B) this;
  }

  private String value(String labelName, String value) {
    String given = Limits.labelValue(name, labelName, value, context.config().maxLabelChars());
    if (!Utf8Text.is(given)) {
      context.losses().malformed(name);
    }
    return given;
  }

  @Override
  public B enabled(boolean enabled) {
    this.enabled = enabled;
    return self();
  }

  @Override
  public final I register() {
    return family().with(List.of());
  }

  @Override
  public final SeriesFamily<I> family(String... labelNames) {
    return registered(labelNames).family();
  }

  /** Returns the family, and what gives it back. */
  final Registered<I> registered(String... labelNames) {
    return getOrMake(variety(), settings(), labels(labelNames), disabled, this::open);
  }

  /** Returns what the instruments are. */
  abstract Variety variety();

  /** Returns what tells them apart from others of the kind, as it holds now. */
  abstract Map<String, Object> settings();

  abstract SeriesFamily<I> open(List<String> labelNames);

  /**
   * Returns the family that was made of the same definition, or opens one.
   *
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  final <T> Registered<T> getOrMake(
      Variety variety,
      Map<String, Object> settings,
      List<String> names,
      T disabled,
      Function<List<String>, SeriesFamily<T>> open) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (maxSeries != context.config().maxSeries()) {
      all.put("maxSeries", maxSeries);
    }
    all.putAll(settings);
    Definition definition =
        new Definition(variety, name, help, kind, names, Map.copyOf(fixedLabels), all);
    if (!enabled) {
      return Registrations.unregistered(definition, SeriesFamily.disabled(name, names, disabled));
    }
    Supplier<SeriesFamily<T>> make =
        () ->
            context.config().enabled()
                ? open.apply(names)
                : context.disabled(views(names), names, disabled);
    return variety == Variety.FIGURES // two who keep them would not agree
        ? context.registrations().makeAlone(definition, make)
        : context.registrations().getOrMake(definition, make);
  }

  final List<String> labels(String... names) {
    checkName();
    Objects.requireNonNull(names, () -> "labelNames of " + name);
    context.labels(name, concat(List.copyOf(fixedLabels.keySet()), Arrays.asList(names)), kind);
    return List.of(names);
  }

  /** Registers a family over series that are all instances of {@code T}. */
  final <T, S extends Series> SeriesFamily<T> open(
      List<String> labelNames,
      BiFunction<SeriesLabels, String[], S> factory,
      SeriesReader<? super S> reader) {
    return open(labelNames, factory, names -> Map.of(views(names).get(0), reader), table -> {});
  }

  /**
   * Registers the families that series, all instances of {@code T}, are shown as, each with who
   * shows them, and tells {@code opened} where the series will be.
   */
  final <T, S extends Series> SeriesFamily<T> open(
      List<String> labelNames,
      BiFunction<SeriesLabels, String[], S> factory,
      Function<List<String>, Map<FamilyView, SeriesReader<? super S>>> readers,
      Consumer<SeriesTable<S>> opened) {
    Map<String, String> shared = new LinkedHashMap<>(context.config().labels());
    shared.putAll(fixedLabels);
    List<String> fixed = List.copyOf(fixedLabels.keySet());
    SeriesBounds bounds = context.bounds(name, maxSeries);
    LabelUnion union = new LabelUnion();
    return new SeriesFamily.LabelSets<T>(
            (labelSets, names) -> {
              context.labels(name, concat(fixed, names), kind);
              SeriesLabels labels = new SeriesLabels(name, shared, names, union);
              SeriesTable<S> table =
                  new SeriesTable<>(bounds, values -> context.begun(factory.apply(labels, values)));
              Map<FamilyView, SeriesReader<? super S>> shown = readers.apply(labels.allNames());
              if (labelSets.isEmpty()) {
                context.registry().add(table, shown);
              } else {
                context.registry().addLabelSet(table, shown);
              }
              opened.accept(table);
              return SeriesFamily.of(name, names, table, labelSets);
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

  final InstrumentContext context() {
    return context;
  }
}
