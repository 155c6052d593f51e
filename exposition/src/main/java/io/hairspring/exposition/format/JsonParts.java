package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.SeriesView;
import java.time.Duration;
import java.util.List;

/** What the JSON formats have in common. */
final class JsonParts {
  static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private JsonParts() {}

  /** Writes the member {@code labels}, an object. */
  static void labels(JsonWriter json, List<String> names, SeriesView series) {
    List<String> values = series.labelValues();
    json.name("labels").beginObject();
    for (int i = 0; i < names.size(); i++) {
      if (!series.lacksLabel(i)) {
        json.name(names.get(i)).value(values.get(i));
      }
    }
    json.endObject();
  }

  /** Writes the member {@code epoch}, in which the cumulative values were recorded. */
  static void epoch(JsonWriter json, Epoch epoch) {
    json.name("epoch").beginObject();
    json.name("number").value(epoch.number());
    json.name("start").value(epoch.start().toString());
    json.name("end").value(epoch.end().toString());
    json.name("seconds").seconds(Duration.between(epoch.start(), epoch.end()).toNanos());
    json.endObject();
  }
}
