package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Family;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.SeriesKey;
import io.hairspring.collector.internal.series.SeriesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A family over a table, or in a collector that is switched off one that has a single instrument,
 * which does nothing.
 *
 * @param <I> the kind of instrument
 */
public final class SeriesFamily<I> implements Family<I> {
  private static final int MOST_SHOWN = 10; // in a text for people

  private final String name;
  private final int labels;
  private final List<String> labelNames; // none if the labels have none
  private final SeriesTable<?> table; // null in a collector that is switched off
  private final LabelSets<I> labelSets; // null where labels have no names, or nothing is registered
  private final boolean handles; // whether the table holds handles, and not instruments
  private final I disabled;

  private SeriesFamily(
      String name,
      int labels,
      List<String> labelNames,
      SeriesTable<?> table,
      LabelSets<I> labelSets,
      boolean handles,
      I disabled) {
    this.name = name;
    this.labels = labels;
    this.labelNames = labelNames;
    this.table = table;
    this.labelSets = labelSets;
    this.handles = handles;
    this.disabled = disabled;
  }

  /** Returns a family over a table that holds nothing but instances of {@code I}. */
  static <I> SeriesFamily<I> of(
      String name, List<String> labelNames, SeriesTable<?> table, LabelSets<I> labelSets) {
    return new SeriesFamily<>(name, labelNames.size(), labelNames, table, labelSets, false, null);
  }

  /** Returns a family as above, of labels without names. */
  static <I> SeriesFamily<I> of(String name, int labels, SeriesTable<?> table) {
    return new SeriesFamily<>(name, labels, List.of(), table, null, false, null);
  }

  /** Returns a family of what {@code resolve} makes of label values without names. */
  public static <H> SeriesFamily<H> handles(
      InstrumentContext context,
      String name,
      int labels,
      int maxHandles,
      Function<List<String>, H> resolve) {
    boolean metric = context.registry().has(name); // which may be longer than a label value
    int mostChars = metric ? Names.MAX_LENGTH : context.config().maxLabelChars();
    Limits.name("name of handles", name, mostChars);
    Objects.requireNonNull(resolve, "resolve");
    if (!context.config().enabled()) {
      H disabled = resolve.apply(Collections.nCopies(labels, ""));
      return new SeriesFamily<>(name, labels, List.of(), null, null, true, disabled);
    }
    SeriesTable<Handle<H>> table =
        new SeriesTable<>(
            context.bounds(name, maxHandles),
            values -> new Handle<>(values, resolve.apply(List.of(values))));
    return new SeriesFamily<>(name, labels, List.of(), table, null, true, null);
  }

  static <I> SeriesFamily<I> disabled(String name, List<String> labelNames, I instrument) {
    return disabled(name, labelNames, null, instrument);
  }

  static <I> SeriesFamily<I> disabled(
      String name, List<String> labelNames, LabelSets<I> labelSets, I instrument) {
    return new SeriesFamily<>(
        name, labelNames.size(), labelNames, null, labelSets, false, instrument);
  }

  /** Returns a family as above, of labels without names. */
  static <I> SeriesFamily<I> disabled(String name, int labels, I instrument) {
    return new SeriesFamily<>(name, labels, List.of(), null, null, false, instrument);
  }

  @Override
  public SeriesFamily<I> labelSet(String... labelNames) {
    List<String> names = Arrays.asList(Objects.requireNonNull(labelNames, "labelNames"));
    if (labelSets != null) {
      return labelSets.of(names.contains(null) ? names : List.copyOf(names));
    }
    if (table != null) {
      throw new IllegalStateException(
          "labels of \"" + name + "\" have no names; expected an instrument's family");
    }
    return disabled(name, names, disabled);
  }

  /** Returns the family of the same metric with these label names, or null if there is none. */
  SeriesFamily<I> known(List<String> labelNames) {
    return labelSets == null ? this : labelSets.known(labelNames);
  }

  @Override
  public I with(String a) {
    if (labels != 1) {
      throw refused(a);
    }
    return table == null ? disabled : instrument(table.get(value(a)));
  }

  @Override
  public I with(String a, String b) {
    if (labels != 2) {
      throw refused(a, b);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b)));
  }

  @Override
  public I with(String a, String b, String c) {
    if (labels != 3) {
      throw refused(a, b, c);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b), value(c)));
  }

  @Override
  public I with(String a, String b, String c, String d) {
    if (labels != 4) {
      throw refused(a, b, c, d);
    }
    return table == null ? disabled : instrument(table.get(value(a), value(b), value(c), value(d)));
  }

  @Override
  public I with(List<String> values) {
    check(Objects.requireNonNull(values, "values"));
    return table == null ? disabled : instrument(table.get(array(values)));
  }

  /** Returns the instrument with these label values, or null, counted, if it would share one. */
  I own(List<String> values) {
    check(values);
    return table == null ? disabled : instrument(table.getOwn(array(values)));
  }

  /** Returns the instrument with these label values, or null if there is none. */
  I existing(List<String> values) {
    check(values);
    return table == null ? null : instrument(table.existing(array(values)));
  }

  @Override
  public boolean remove(String... values) {
    List<String> list = Arrays.asList(Objects.requireNonNull(values, "values"));
    check(list);
    return table != null && table.remove(array(list));
  }

  @SuppressWarnings("unchecked") // whoever makes a family says what its table holds
  private I instrument(SeriesKey series) {
    return (I) (handles ? ((Handle<?>) series).held : series);
  }

  private static String[] array(List<String> values) {
    return values.stream().map(SeriesFamily::value).toArray(String[]::new);
  }

  private static String value(String value) {
    return value == null ? "" : value;
  }

  private void check(List<String> values) {
    if (values.size() != labels) {
      throw refused(values.toArray(String[]::new));
    }
  }

  private IllegalArgumentException refused(String... given) {
    String what = (handles ? "\"" : "metric \"") + name + '"';
    return Limits.labelCount(what, labels, labelNames, given);
  }

  /** Returns the first of its instruments, each with name, labels and value. */
  @Override
  public String toString() {
    String labels = labelNames.isEmpty() ? "" : " by " + String.join(", ", labelNames);
    if (table == null || handles) {
      return name + labels + (table == null ? ", disabled" : "");
    }
    List<String> some = new ArrayList<>();
    table
        .series()
        .forEach(
            series -> {
              if (some.size() < MOST_SHOWN) {
                some.add(series.toString());
              }
            });
    return name + labels + ", " + table.size() + " series: " + some;
  }

  /** What label values stand for. */
  private static final class Handle<H> extends SeriesKey {
    private final H held;

    Handle(String[] values, H held) {
      super(values);
      this.held = held;
    }
  }

  /** The families of one instrument by their label names, each made once. Any thread. */
  static final class LabelSets<I> {
    private final BiFunction<LabelSets<I>, List<String>, SeriesFamily<I>> open;
    private final Map<List<String>, SeriesFamily<I>> made = new HashMap<>(); // under the monitor

    /** Creates them; {@code open} makes the family of given names, the first or a further one. */
    LabelSets(BiFunction<LabelSets<I>, List<String>, SeriesFamily<I>> open) {
      this.open = open;
    }

    /** Returns the family of these names, in this order. */
    synchronized SeriesFamily<I> of(List<String> labelNames) {
      SeriesFamily<I> known = made.get(labelNames);
      if (known == null) {
        known = open.apply(this, labelNames);
        made.put(labelNames, known);
      }
      return known;
    }

    synchronized SeriesFamily<I> known(List<String> labelNames) {
      return made.get(labelNames);
    }

    /** Returns whether the family that is being made is the first. Under the monitor. */
    boolean isEmpty() {
      return made.isEmpty();
    }
  }
}
