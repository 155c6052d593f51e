package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.ValueView;

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
    open(series);
    write(json, values);
    json.endObject();
  }

  @Override
  public final void values(SeriesView series, ValueView values) {
    open(series);
    write(json, values);
    json.endObject();
  }

  private void open(SeriesView series) {
    json.beginObject();
    json.name("name").value(family().name());
    JsonParts.labels(json, family().labelNames(), series);
  }

  /** Writes the members that tell what a series holds. */
  abstract void write(JsonWriter json, LatencyView values);

  /** Writes the members that tell what a series of values holds, where such are shown. */
  void write(JsonWriter json, ValueView values) {
    throw new IllegalStateException("values of a declined family were shown");
  }

  @Override
  public final void end(Epoch epoch) {
    json.endArray();
    JsonParts.epoch(json, epoch);
    json.endObject();
  }
}
