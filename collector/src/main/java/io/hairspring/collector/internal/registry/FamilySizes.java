package io.hairspring.collector.internal.registry;

import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A gauge of how large each family is, by its name; the collector's own families and those of size
 * 0 left out. The largest have a series each, and all others one. Under the registry's reading
 * lock.
 */
public final class FamilySizes implements ExposedFamily {
  private static final int MOST = 256;

  private final Registry registry;
  private final SeriesLabels labels;
  private final FamilyView view;
  private final ToLongFunction<ExposedFamily> size;
  private final Map<String, Size> byFamily = new HashMap<>();
  private final List<Size> measured = new ArrayList<>(); // by this collection
  private volatile int shown; // written under the reading lock; any thread may ask

  /** Creates one of families' sizes, with these labels on every series besides. */
  public FamilySizes(
      Registry registry,
      String name,
      String help,
      SeriesLabels labels,
      ToLongFunction<ExposedFamily> size) {
    this.registry = registry;
    this.labels = labels;
    this.size = size;
    view = new FamilyView(name, help, FamilyKind.GAUGE, labels.allNames());
  }

  @Override
  public FamilyView view() {
    return view;
  }

  /** Returns of how many the last collection told. */
  @Override
  public long series() {
    return shown;
  }

  private static boolean isMeasured(ExposedFamily family) {
    return !family.view().name().startsWith(Names.OWN_PREFIX);
  }

  @Override
  public void show(MetricsVisitor visitor) {
    int looked = 0;
    measured.clear();
    for (ExposedFamily family : registry.families()) {
      if (isMeasured(family)) {
        looked++;
        Size known = known(family.view().name());
        known.now = size.applyAsLong(family);
        if (known.now > 0) {
          measured.add(known);
        }
      }
    }
    shown = Math.min(measured.size(), MOST + 1);
    if (!measured.isEmpty() && visitor.family(view)) {
      if (measured.size() > MOST) {
        showLargest(visitor);
      } else {
        measured.forEach(each -> visitor.gauge(each, (double) each.now));
      }
      visitor.familyEnd();
    }
    if (byFamily.size() > 2 * Math.max(looked, MOST)) {
      byFamily.clear(); // most are of families that are gone
    }
  }

  private Size known(String family) {
    Size known = byFamily.get(family);
    if (known == null) {
      known = new Size(labels, new String[] {family});
      byFamily.put(family, known);
    }
    return known;
  }

  private void showLargest(MetricsVisitor visitor) {
    long[] sizes = measured.stream().mapToLong(each -> each.now).sorted().toArray();
    long least = sizes[sizes.length - MOST];
    long leastShown = MOST - Arrays.stream(sizes).filter(size -> size > least).count();
    Size others = known(SeriesTable.OVERFLOW);
    long sum = 0;
    for (Size each : measured) {
      boolean isLarge = each.now > least || (each.now == least && leastShown-- > 0);
      if (isLarge && each != others) {
        visitor.gauge(each, (double) each.now);
      } else {
        sum += each.now;
      }
    }
    visitor.gauge(others, (double) sum);
  }

  @Override
  public void close(MetricsVisitor visitor, Instant now) {
    show(visitor);
  }

  /** How large a family is. */
  private static final class Size extends Series {
    private long now;

    Size(SeriesLabels labels, String[] values) {
      super(labels, values);
    }
  }
}
