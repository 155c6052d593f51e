package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Counter;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.LabelPair;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricType;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Summary;
import io.prometheus.metrics.shaded.com_google_protobuf_4_36_1.Timestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an independent reader makes of the rarer parts of our protobuf. */
class ProtobufPartsTest {
  private static final Instant START = Instant.parse("2026-01-28T10:00:00.250Z");
  private static final Instant LATER = START.plusMillis(1_500);

  private final HandClock clock = new HandClock(START);
  private final MetricsCollector metrics =
      MetricsCollector.create(Rendered.config().withClock(clock));

  @Test
  void aCounterShowsItsExemplarAndItsAge() throws IOException {
    var jobs = metrics.counter("jobs_total", "Jobs.").register();
    clock.set(LATER);
    jobs.add(3, Exemplar.of("trace_id", "say \"hi\"\\\n時🕰", "span_id", ""));
    Counter counter = only(read("jobs_total")).getCounter();
    assertThat(counter.getValue()).isEqualTo(3);
    assertThat(counter.getCreatedTimestamp()).isEqualTo(timestamp(START));
    assertThat(counter.getExemplar().getValue()).isEqualTo(3);
    assertThat(counter.getExemplar().getTimestamp()).isEqualTo(timestamp(LATER));
    assertThat(labels(counter.getExemplar().getLabelList()))
        .containsExactly(entry("trace_id", "say \"hi\"\\\n時🕰"), entry("span_id", ""));
  }

  @Test
  void classicBucketsShowTheirExemplars() throws IOException {
    LatencyRecorder calls =
        metrics
            .latency("call_seconds", "Calls.")
            .buckets(0.01, 0.1, 1)
            .show(LatencyShape.HISTOGRAM, LatencyShape.NATIVE)
            .register();
    calls.record(10_000_000, Exemplar.of("trace_id", "a"));
    calls.record(20_000_000);
    calls.record(7_000_000_000L, Exemplar.of("trace_id", "b"));
    Histogram histogram = only(read("call_seconds")).getHistogram();
    assertThat(histogram.getBucket(0).getExemplar().getValue()).isEqualTo(0.01);
    assertThat(labels(histogram.getBucket(0).getExemplar().getLabelList()))
        .containsExactly(entry("trace_id", "a"));
    assertThat(histogram.getBucket(1).hasExemplar()).isFalse();
    assertThat(histogram.getBucket(3).getUpperBound()).isInfinite();
    assertThat(histogram.getBucket(3).getExemplar().getValue()).isEqualTo(7);
    assertThat(histogram.getExemplarsList()).as("shown once, with their buckets").isEmpty();
  }

  @Test
  void aHistogramOfNativeBucketsAloneShowsExemplarsOfItsOwn() throws IOException {
    LatencyRecorder calls =
        metrics
            .latency("call_seconds", "Calls.")
            .buckets(0.01)
            .show(LatencyShape.NATIVE)
            .register();
    calls.record(5_000_000, Exemplar.of("trace_id", "a"));
    calls.record(7_000_000_000L, Exemplar.of("trace_id", "b"));
    Histogram histogram = only(read("call_seconds")).getHistogram();
    assertThat(histogram.getBucketCount()).isZero();
    assertThat(histogram.getExemplarsList())
        .extracting(exemplar -> labels(exemplar.getLabelList()).get("trace_id"))
        .containsExactly("a", "b");
    assertThat(histogram.getExemplarsList())
        .allMatch(exemplar -> exemplar.getTimestamp().equals(timestamp(START)));
  }

  @Test
  void aStateSetIsAGaugeForEachState() throws IOException {
    var modes = metrics.stateSet("mode", "The mode.", List.of("on", "say \"hi\"\\\n時"));
    modes.family("of").with("door").become("on");
    MetricFamily family = read("mode");
    assertThat(family.getType()).isEqualTo(MetricType.GAUGE);
    assertThat(family.getMetricList())
        .extracting(metric -> labels(metric.getLabelList()))
        .containsExactly(
            Map.of("of", "door", "mode", "on"), Map.of("of", "door", "mode", "say \"hi\"\\\n時"));
    assertThat(family.getMetricList())
        .extracting(metric -> metric.getGauge().getValue())
        .containsExactly(1.0, 0.0);
  }

  @Test
  void anInfoIsAGaugeOfOne() throws IOException {
    metrics.info("build_info", "The build.", Map.of("version", "1.2.3"));
    MetricFamily family = read("build_info");
    assertThat(family.getType()).isEqualTo(MetricType.GAUGE);
    assertThat(only(family).getGauge().getValue()).isEqualTo(1);
    assertThat(labels(only(family).getLabelList())).containsExactly(entry("version", "1.2.3"));
  }

  @Test
  void whatASourceTellsHasItsTypeAndNoAge() throws IOException {
    SourceSample.register(metrics);
    MetricFamily busy = read("busy_seconds_total");
    assertThat(busy.getType()).isEqualTo(MetricType.COUNTER);
    assertThat(busy.getMetricList())
        .extracting(metric -> metric.getCounter().getValue())
        .containsExactly(1.5, 3.0);
    assertThat(busy.getMetric(0).getCounter().hasCreatedTimestamp()).isFalse();
    MetricFamily pauses = read("pause_seconds");
    assertThat(pauses.getType()).isEqualTo(MetricType.SUMMARY);
    Summary summary = only(pauses).getSummary();
    assertThat(summary.getSampleCount()).isEqualTo(4);
    assertThat(summary.getSampleSum()).isEqualTo(0.75);
    assertThat(summary.getQuantile(0).getValue()).isEqualTo(0.25);
    assertThat(summary.getQuantile(1).getQuantile()).isEqualTo(0.99);
    assertThat(summary.getQuantile(1).getValue()).isNaN();
    assertThat(summary.hasCreatedTimestamp()).isFalse();
  }

  @Test
  void aResetMovesTheCreationTimeOfEveryKindThatHasOne() throws IOException {
    metrics.counter("jobs_total", "Jobs.").register();
    metrics.histogram("size_bytes", "Sizes.").buckets(1).register();
    metrics.latency("call_seconds", "Calls.").register();
    metrics.latency("wait_seconds", "Waits.").show(LatencyShape.NATIVE).register();
    clock.set(LATER);
    PrometheusProtobuf closed = new PrometheusProtobuf();
    closed.begin(new Utf8Buffer());
    closed.end(metrics.reset(closed));
    assertThat(only(read("jobs_total")).getCounter().getCreatedTimestamp())
        .isEqualTo(timestamp(LATER));
    assertThat(only(read("size_bytes")).getHistogram().getCreatedTimestamp())
        .isEqualTo(timestamp(LATER));
    assertThat(only(read("call_seconds")).getSummary().getCreatedTimestamp())
        .isEqualTo(timestamp(LATER));
    assertThat(only(read("wait_seconds")).getHistogram().getCreatedTimestamp())
        .isEqualTo(timestamp(LATER));
  }

  private MetricFamily read(String name) throws IOException {
    return Protobuf.read(Rendered.bytes(new PrometheusProtobuf(), metrics, name)).get(0);
  }

  private static Metric only(MetricFamily family) {
    assertThat(family.getMetricCount()).isEqualTo(1);
    return family.getMetric(0);
  }

  private static Map<String, String> labels(List<LabelPair> pairs) {
    Map<String, String> labels = new LinkedHashMap<>();
    pairs.forEach(pair -> labels.put(pair.getName(), pair.getValue()));
    return labels;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
