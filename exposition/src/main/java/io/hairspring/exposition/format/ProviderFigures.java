package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the series of a visit say of each provider, the value of their label {@code provider}, by
 * the family's name: a counter's total over its other labels, a recorder's count and sum over them,
 * and a gauge that has no other label. For one thread at a time.
 *
 * <p>Keeps one number or two for each family of each provider until the visit ends.
 */
final class ProviderFigures {
  private static final String LABEL = "provider";

  /** Count and sum of a recorder. */
  private record Recorded(long count, double sum) {
    Recorded plus(Recorded other) {
      return new Recorded(ProviderFigures.plus(count, other.count), sum + other.sum);
    }
  }

  private final Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
  private String family;
  private int label; // of the open family; negative if it has none
  private boolean alone; // whether the open family has no other label

  /** Opens a family. */
  void family(FamilyView next) {
    family = next.name();
    label = next.labelNames().indexOf(LABEL);
    alone = next.labelNames().size() == 1;
  }

  void counter(SeriesView series, long total) {
    if (isOfProvider(series)) {
      of(series).merge(family, total, ProviderFigures::plus);
    }
  }

  void fractionalCounter(SeriesView series, double total) {
    if (isOfProvider(series)) {
      of(series).merge(family, total, ProviderFigures::plus);
    }
  }

  /** Adds totals, which are whole as long as no part of them is a fraction. */
  private static Object plus(Object a, Object b) {
    if (a instanceof Long one && b instanceof Long other) {
      return plus((long) one, (long) other);
    }
    return ((Number) a).doubleValue() + ((Number) b).doubleValue();
  }

  /** Adds counts, of which a sum that is more than a long can say stays at the largest. */
  private static long plus(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  void gauge(SeriesView series, double value) {
    if (alone && isOfProvider(series)) {
      of(series).put(family, value);
    }
  }

  void recorded(SeriesView series, long count, double sum) {
    if (isOfProvider(series)) {
      of(series)
          .merge(family, new Recorded(count, sum), (a, b) -> ((Recorded) a).plus((Recorded) b));
    }
  }

  private boolean isOfProvider(SeriesView series) {
    return label >= 0 && !series.lacksLabel(label);
  }

  private Map<String, Object> of(SeriesView series) {
    return figures.computeIfAbsent(
        series.labelValues().get(label), provider -> new LinkedHashMap<>());
  }

  /** Writes the member {@code providers}, an object, unless there is none. */
  void write(JsonWriter json) {
    if (figures.isEmpty()) {
      return;
    }
    json.name("providers").beginObject();
    figures.forEach(
        (provider, families) -> {
          json.name(provider).beginObject();
          families.forEach((name, figure) -> write(json.name(name), figure));
          json.endObject();
        });
    json.endObject();
  }

  private static void write(JsonWriter json, Object figure) {
    if (figure instanceof Recorded recorded) {
      json.beginObject();
      json.name("count").value(recorded.count);
      json.name("sum").value(recorded.sum);
      json.endObject();
    } else if (figure instanceof Long total) {
      json.value(total);
    } else {
      json.value((double) figure);
    }
  }
}
