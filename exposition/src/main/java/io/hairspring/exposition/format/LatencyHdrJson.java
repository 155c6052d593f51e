package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.ValueView;
import java.util.Base64;

/**
 * Every series of a latency or value recorder as HdrHistogram writes it, in JSON: an object with
 * {@code histograms}, each with {@code name}, {@code labels}, {@code unit} ({@code nanoseconds}; of
 * values {@code steps}, and {@code decimal_places} says that these are whole numbers of {@code
 * 10^-decimal_places}), {@code count} and {@code histogram}, the recorder's counts since its epoch
 * began, encoding V2, compressed, in base64; then {@code epoch}. What is read back adds up with
 * others without loss. Allocates some kilobytes a series: meant for the families that somebody
 * names, not for all of them.
 */
public final class LatencyHdrJson extends LatencyJson {
  private final Base64.Encoder base64 = Base64.getEncoder();

  /** Creates a format. */
  public LatencyHdrJson() {
    super("histograms");
  }

  @Override
  void write(JsonWriter json, LatencyView values) {
    json.name("unit").value("nanoseconds");
    histogram(json, values);
  }

  @Override
  boolean wants(FamilyKind kind) {
    return kind.hasWindows();
  }

  @Override
  void write(JsonWriter json, ValueView values) {
    json.name("unit").value("steps");
    json.name("decimal_places").value(values.decimalPlaces());
    histogram(json, values);
  }

  private void histogram(JsonWriter json, ValueView values) {
    json.name("count").value(values.count());
    json.name("histogram").value(base64.encodeToString(values.encode()));
  }
}
