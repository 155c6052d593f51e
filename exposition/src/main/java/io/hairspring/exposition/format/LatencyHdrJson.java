package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.SeriesView;
import java.util.Base64;

/**
 * Every latency series as HdrHistogram writes it, in JSON: an object with {@code histograms}, each
 * with {@code name}, {@code labels}, {@code unit} ({@code nanoseconds}), {@code count} and {@code
 * histogram}, the recorder's counts since its epoch began, encoding V2, compressed, in base64; then
 * {@code epoch}. What is read back adds up with others without loss. Allocates some kilobytes a
 * series: meant for the families that somebody names, not for all of them.
 */
public final class LatencyHdrJson extends LatencyVisitor {
  private final Base64.Encoder base64 = Base64.getEncoder();
  private JsonWriter json;

  /** Creates a format. */
  public LatencyHdrJson() {}

  @Override
  public String contentType() {
    return JsonParts.CONTENT_TYPE;
  }

  @Override
  public void begin(Utf8Buffer out) {
    json = new JsonWriter(out);
    json.beginObject().name("histograms").beginArray();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    json.beginObject();
    json.name("name").value(family().name());
    JsonParts.labels(json, family().labelNames(), series.labelValues());
    json.name("unit").value("nanoseconds");
    json.name("count").value(values.count());
    json.name("histogram").value(base64.encodeToString(values.encode()));
    json.endObject();
  }

  @Override
  public void end(Epoch epoch) {
    json.endArray();
    JsonParts.epoch(json, epoch);
    json.endObject();
  }
}
