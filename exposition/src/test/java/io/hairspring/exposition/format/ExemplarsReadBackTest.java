package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics;
import java.math.BigDecimal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What parsers of other projects read of exemplars, whatever their labels say. */
class ExemplarsReadBackTest {
  private static final long HOUR_NANOS = 3_600_000_000_000L; // the longest latency told apart

  private static PythonReader openMetrics;

  @BeforeContainer
  static void startParser() throws Exception {
    openMetrics = PythonReader.start("openmetrics.parser");
  }

  @AfterContainer
  static void stopParser() {
    if (openMetrics != null) { // the parser is installed
      openMetrics.close();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return AnyText.names();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyText.texts().filter(text -> text.codePointCount(0, text.length()) <= 90);
  }

  @Property(tries = 250)
  void theirLabelsAndValueComeBack(
      @ForAll("names") String label,
      @ForAll("texts") String text,
      @ForAll("texts") String other,
      @ForAll @LongRange(min = 0, max = HOUR_NANOS) long nanos)
      throws Exception {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config().withClockThread(false));
    metrics
        .latency("call_seconds", "Calls.")
        .buckets(0.001)
        .family("text")
        .with(other)
        .record(nanos, Exemplar.of(label, text));
    double seconds = BigDecimal.valueOf(nanos, 9).doubleValue();
    int bucket = nanos <= 1_000_000 ? 0 : 1;

    if (!text.contains("}")) { // which this parser takes for the labels' end, quoted or not
      byte[] lines = Rendered.bytes(new OpenMetricsText(), metrics, "call_seconds");
      JsonNode read = openMetrics.families(lines).get(0).get(3).get(bucket).get(3);
      assertThat(read.get(0).properties()).hasSize(1);
      assertThat(read.get(0).get(label).asText()).isEqualTo(AnyText.written(text));
      assertThat(read.get(1).asDouble()).isEqualTo(seconds);
    }
    byte[] protobuf = Rendered.bytes(new PrometheusProtobuf(), metrics, "call_seconds");
    Metrics.Exemplar exemplar =
        Protobuf.read(protobuf).get(0).getMetric(0).getHistogram().getBucket(bucket).getExemplar();
    assertThat(exemplar.getLabelCount()).isEqualTo(1);
    assertThat(exemplar.getLabel(0).getName()).isEqualTo(label);
    assertThat(exemplar.getLabel(0).getValue()).isEqualTo(AnyText.written(text));
    assertThat(exemplar.getValue()).isEqualTo(seconds);
  }

  @Provide
  Arbitrary<Double> observed() {
    return AnyText.numbers().filter(Double::isFinite); // others are not recorded
  }

  @Property(tries = 250)
  void thoseOfAHistogramComeBackWithAnyValue(@ForAll("observed") double value) throws Exception {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config().withClockThread(false));
    metrics
        .histogram("swing", "Swings.")
        .buckets(0)
        .register()
        .observe(value, Exemplar.of("trace_id", "a"));
    int bucket = value <= 0 ? 0 : 1;

    byte[] lines = Rendered.bytes(new OpenMetricsText(), metrics, "swing");
    JsonNode read = openMetrics.families(lines).get(0).get(3).get(bucket).get(3);
    assertThat(ReadBack.number(read.get(1).asText())).isEqualTo(value);
    byte[] protobuf = Rendered.bytes(new PrometheusProtobuf(), metrics, "swing");
    assertThat(
            Protobuf.read(protobuf)
                .get(0)
                .getMetric(0)
                .getHistogram()
                .getBucket(bucket)
                .getExemplar()
                .getValue())
        .isEqualTo(value);
  }
}
