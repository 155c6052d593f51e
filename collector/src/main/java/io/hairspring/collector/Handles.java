package io.hairspring.collector;

import io.hairspring.collector.naming.Names;
import io.hairspring.collector.series.Labelled;
import io.hairspring.collector.series.SeriesTable;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What callers resolve from label values, kept so that it is found again: a record of instruments
 * that move together, for one.
 *
 * <p>Finding one that exists takes no lock and allocates nothing; a new one is resolved under a
 * lock, once. When {@code maxHandles} exist, further label values share one more that is resolved
 * from {@code overflow} for each of them, and each look-up that ends there is counted. A null label
 * value means an empty one, and one that is too long reads {@code overflow} and is counted, as in a
 * {@link Family}.
 *
 * @param <H> what is kept
 */
public final class Handles<H> {
  /** How many label values {@code with} takes at the most. */
  static final int MOST_LABELS = 4;

  private final String name;
  private final int labels;
  private final SeriesTable<Held<H>> table; // null in a collector that is switched off
  private final H disabled;

  Handles(
      CollectorCore core,
      String name,
      int labels,
      int maxHandles,
      Function<List<String>, H> resolve) {
    boolean metric = core.registry().has(name); // which may be longer than a label value
    int mostChars = metric ? Names.MAX_LENGTH : core.config().maxLabelChars();
    this.name = Limits.name("name of handles", name, mostChars);
    this.labels = labels;
    Objects.requireNonNull(resolve, "resolve");
    if (core.config().enabled()) {
      disabled = null;
      table =
          new SeriesTable<>(
              core.bounds(name, maxHandles),
              values -> new Held<>(values, resolve.apply(List.of(values))));
    } else {
      disabled = resolve.apply(Collections.nCopies(labels, ""));
      table = null;
    }
  }

  /**
   * Returns what this label value stands for.
   *
   * @throws IllegalArgumentException if there is not one label
   */
  public H with(String a) {
    if (labels != 1) {
      throw refused(a);
    }
    return table == null ? disabled : table.get(value(a)).handle;
  }

  /**
   * Returns what these label values stand for.
   *
   * @throws IllegalArgumentException if there are not two labels
   */
  public H with(String a, String b) {
    if (labels != 2) {
      throw refused(a, b);
    }
    return table == null ? disabled : table.get(value(a), value(b)).handle;
  }

  /**
   * Returns what these label values stand for.
   *
   * @throws IllegalArgumentException if there are not three labels
   */
  public H with(String a, String b, String c) {
    if (labels != 3) {
      throw refused(a, b, c);
    }
    return table == null ? disabled : table.get(value(a), value(b), value(c)).handle;
  }

  /**
   * Returns what these label values stand for.
   *
   * @throws IllegalArgumentException if there are not four labels
   */
  public H with(String a, String b, String c, String d) {
    if (labels != 4) {
      throw refused(a, b, c, d);
    }
    return table == null ? disabled : table.get(value(a), value(b), value(c), value(d)).handle;
  }

  private static String value(String value) {
    return value == null ? "" : value;
  }

  private IllegalArgumentException refused(String... given) {
    return Limits.labelCount('"' + name + '"', labels, List.of(), given);
  }

  /** A handle and the label values that find it. */
  private static final class Held<H> extends Labelled {
    private final H handle;

    Held(String[] values, H handle) {
      super(values);
      this.handle = handle;
    }
  }
}
