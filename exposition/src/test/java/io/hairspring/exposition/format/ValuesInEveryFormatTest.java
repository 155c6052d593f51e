package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.ValueRecorder;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.NativeHistogram;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A value recorder in its own unit, wherever a latency recorder is shown in seconds. */
class ValuesInEveryFormatTest {
  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  private ValueRecorder scores(LatencyShape... shapes) {
    return record(
        metrics
            .values("score", "Scores.")
            .decimalPlaces(2)
            .significantDigits(3)
            .buckets(0.25, 1)
            .show(shapes)
            .register());
  }

  private static ValueRecorder record(ValueRecorder scores) {
    scores.observe(0.25);
    scores.observe(0.75, Exemplar.of("trace_id", "a"));
    scores.observe(2);
    return scores;
  }

  @Test
  void asASummary() {
    record(metrics.values("score", "Scores.").decimalPlaces(2).register());
    String lines =
        """
        score{quantile="0.5"} 0.75
        score{quantile="0.95"} 2
        score{quantile="0.99"} 2
        score_sum 3
        score_count 3
        """;
    assertThat(Rendered.as(new PrometheusText(), metrics, "score"))
        .isEqualTo("# HELP score Scores.\n# TYPE score summary\n" + lines);
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "score"))
        .isEqualTo("# TYPE score summary\n# HELP score Scores.\n" + lines + "# EOF\n");
  }

  @Test
  void asAHistogramWithExemplars() {
    scores(LatencyShape.HISTOGRAM);
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "score"))
        .contains("# TYPE score histogram\n")
        .contains("score_bucket{le=\"0.25\"} 1\n")
        .contains("score_bucket{le=\"1.0\"} 2 # {trace_id=\"a\"} 0.75 ")
        .contains("score_bucket{le=\"+Inf\"} 3\nscore_sum 3\nscore_count 3\n");
  }

  @Test
  void asNativeAndClassicHistogramAtOnce() throws Exception {
    scores(LatencyShape.HISTOGRAM, LatencyShape.NATIVE);
    var histogram =
        Protobuf.read(Rendered.bytes(new PrometheusProtobuf(), metrics, "score"))
            .get(0)
            .getMetric(0)
            .getHistogram();
    assertThat(histogram.getSampleSum()).isEqualTo(3);
    assertThat(histogram.getBucket(0).getUpperBound()).isEqualTo(0.25);
    assertThat(histogram.getZeroThreshold()).isEqualTo(NativeHistogram.ZERO_THRESHOLD);
    // 0.25 ends a bucket in every schema: 2^-2.
    assertThat(histogram.getPositiveSpan(0).getOffset()).isEqualTo(-2 << histogram.getSchema());
  }

  @Test
  void asASummaryInProtobuf() throws Exception {
    scores(LatencyShape.SUMMARY);
    var summary =
        Protobuf.read(Rendered.bytes(new PrometheusProtobuf(), metrics, "score"))
            .get(0)
            .getMetric(0)
            .getSummary();
    assertThat(summary.getSampleSum()).isEqualTo(3);
    assertThat(summary.getQuantile(0).getValue()).isEqualTo(0.75);
  }

  @Test
  void asJson() {
    record(
        metrics
            .values("score", "Scores.")
            .decimalPlaces(2)
            .windows(
                new WindowSettings(Duration.ofSeconds(10), 1),
                new WindowSettings(Duration.ofMinutes(5), 6))
            .register());
    metrics.values("answer_bytes", "Sizes.").register();
    String figures =
        "\"min\":0.25,\"max\":2,\"mean\":1,\"p50\":0.75,\"p95\":2,\"p99\":2,\"p999\":2";
    assertThat(Rendered.as(new MetricsJson(), metrics, "score"))
        .contains("\"type\":\"values\"", "\"count\":3,\"sum\":3," + figures)
        .contains("\"windows\":[{\"seconds\":10,", "\"epoch\":{" + figures + "}");
    assertThat(Rendered.as(new MetricsJson(), metrics, "answer_bytes"))
        .contains("\"epoch\":{\"min\":\"NaN\",\"max\":\"NaN\",\"mean\":\"NaN\"");
  }

  @Test
  void asAHistogramOfStepsThatReadsBack() throws Exception {
    scores(LatencyShape.SUMMARY);
    String json = Rendered.as(new LatencyHdrJson(), metrics, "score");
    assertThat(json).contains("\"unit\":\"steps\",\"decimal_places\":2,\"count\":3");
    Matcher encoded = Pattern.compile("\"histogram\":\"([^\"]+)\"").matcher(json);
    assertThat(encoded.find()).isTrue();
    byte[] bytes = Base64.getDecoder().decode(encoded.group(1));
    Histogram read = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 1);
    assertThat(read.getValueAtPercentile(50)).isEqualTo(75);
  }

  @Test
  void asRowsOfTheTableForPeople() {
    scores(LatencyShape.SUMMARY);
    metrics.latency("call_seconds", "Calls.").register().record(5_000_000);
    metrics.values("answer_bytes", "Sizes.").register();
    assertThat(Rendered.as(new LatencySummaryTable(), metrics, "call_seconds", "score"))
        .containsPattern("call_seconds .* 1  5.01 ms  5.01 ms  5.01 ms\n")
        .containsPattern("score .* 3 +0.75 +2 +2\n");
    assertThat(Rendered.as(new LatencySummaryTable(), metrics, "answer_bytes"))
        .containsPattern("answer_bytes .* 0 +- +- +-\n");
  }

  @Test
  void isFoundByTheNamesOfItsLines() {
    scores(LatencyShape.HISTOGRAM);
    PrometheusText text = new PrometheusText();
    Utf8Buffer out = new Utf8Buffer();
    text.begin(out);
    text.end(metrics.visit(new NameFilter(Set.of("score_bucket"), text)));
    assertThat(out.toString()).contains("score_count 3\n");
  }

  @Test
  void withoutAShapeIsInJsonAlone() {
    scores();
    assertThat(Rendered.as(new PrometheusText(), metrics, "score")).isEmpty();
    assertThat(Rendered.as(new MetricsJson(), metrics, "score")).contains("\"p99\":2");
  }
}
