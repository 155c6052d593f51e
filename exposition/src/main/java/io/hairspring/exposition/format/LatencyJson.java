package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;

/** An object with an array of all latency series, each with its name and labels, and the epoch. */
abstract class LatencyJson extends LatencyVisitor {
  private final String array;
  private JsonWriter json;

  /** Creates a format whose array is called so. */
  LatencyJson(String array) {
    this.array = array;
  }

  @Override
  public final String contentType() {
    return JsonParts.CONTENT_TYPE;
  }

  @Override
  public final void begin(Utf8Buffer out, NameEscaping escaping) {
    json = new JsonWriter(out);
    json.beginObject().name(array).beginArray();
  }

  @Override
  public final void latency(SeriesView series, LatencyView values) {
    json.beginObject();
    json.name("name").value(family().name());
    JsonParts.labels(json, family().labelNames(), series);
    write(json, values);
    json.endObject();
  }

  /** Writes the members that tell what a series holds. */
  abstract void write(JsonWriter json, LatencyView values);

  @Override
  public final void end(Epoch epoch) {
    json.endArray();
    JsonParts.epoch(json, epoch);
    json.endObject();
  }
}
