package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the series of a visit say of each provider, the value of their label {@code provider}, by
 * the family's name: a counter's total over its other labels, a latency's count and sum over them,
 * and a gauge that has no other label. For one thread at a time.
 *
 * <p>Keeps one number or two for each family of each provider until the visit ends.
 */
final class ProviderFigures {
  private static final String LABEL = "provider";

  /** Count and sum of a latency. */
  private record Latency(long count, double sumSeconds) {
    Latency plus(Latency other) {
      return new Latency(count + other.count, sumSeconds + other.sumSeconds);
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
      of(series).merge(family, total, (a, b) -> (long) a + (long) b);
    }
  }

  void fractionalCounter(SeriesView series, double total) {
    if (isOfProvider(series)) {
      of(series).merge(family, total, (a, b) -> (double) a + (double) b);
    }
  }

  void gauge(SeriesView series, double value) {
    if (alone && isOfProvider(series)) {
      of(series).put(family, value);
    }
  }

  void latency(SeriesView series, long count, double sumSeconds) {
    if (isOfProvider(series)) {
      of(series)
          .merge(family, new Latency(count, sumSeconds), (a, b) -> ((Latency) a).plus((Latency) b));
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
    if (figure instanceof Latency latency) {
      json.beginObject();
      json.name("count").value(latency.count);
      json.name("sum").value(latency.sumSeconds);
      json.endObject();
    } else if (figure instanceof Long total) {
      json.value(total);
    } else {
      json.value((double) figure);
    }
  }
}
