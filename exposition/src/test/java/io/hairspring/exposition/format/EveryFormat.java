package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.math.BigInteger;
import java.util.Map;

/** Renders one family in each format, and has it read by a parser of another project. */
final class EveryFormat implements AutoCloseable {
  private final PythonReader text;
  private final PythonReader openMetrics;

  private EveryFormat(PythonReader text, PythonReader openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  static EveryFormat start() throws Exception {
    return new EveryFormat(PythonReader.start("parser"), PythonReader.start("openmetrics.parser"));
  }

  /** Returns the parser of text 0.0.4. */
  PythonReader text() {
    return text;
  }

  /** Returns the parser of OpenMetrics. */
  PythonReader openMetrics() {
    return openMetrics;
  }

  /** Asserts that each parser reads what was put in, and the help. */
  void assertReadBack(ReadBack put, MetricsCollector metrics, String family, String help)
      throws Exception {
    String written = AnyText.written(help);
    ReadBack shown = put.withoutUnknownSums();
    ReadBack ofText = text.read(Rendered.bytes(new PrometheusText(), metrics, family));
    assertSame(ofText, shown, false); // the parser makes a double of every number
    assertThat(ofText.helps()).containsValue(written);
    ReadBack ofOpen = openMetrics.read(Rendered.bytes(new OpenMetricsText(), metrics, family));
    assertSame(ofOpen, put.allowedByOpenMetrics(), true);
    assertThat(ofOpen.helps()).containsValue(written);
    ReadBack ofJson = JsonReader.read(Rendered.bytes(new MetricsJson(), metrics, family));
    assertSame(ofJson, shown, true);
    assertThat(ofJson.helps()).isEqualTo(Map.of(family, written));
    ReadBack ofProtobuf =
        ProtobufReader.read(Rendered.bytes(new PrometheusProtobuf(), metrics, family));
    assertSame(ofProtobuf, shown, false); // a counter is a double there
    assertThat(ofProtobuf.helps()).isEqualTo(Map.of(family, written));
  }

  static void assertSame(ReadBack read, ReadBack put, boolean exact) {
    assertThat(read.values().keySet()).isEqualTo(put.values().keySet());
    put.values()
        .forEach(
            (sample, value) -> {
              Number found = read.values().get(sample);
              if (exact && value instanceof BigInteger) {
                assertThat(found).as(sample.toString()).isEqualTo(value);
              } else {
                assertThat(found.doubleValue())
                    .as(sample.toString())
                    .isEqualTo(Double.valueOf(value.doubleValue())); // boxed: NaN is NaN
              }
            });
  }

  @Override
  public void close() {
    text.close();
    openMetrics.close();
  }
}
