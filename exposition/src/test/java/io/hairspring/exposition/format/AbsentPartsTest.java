package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SummaryView;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a source does not know of a series is not made up by any format. */
class AbsentPartsTest {
  private static final String[] FAMILIES = {"sumless_seconds", "countless_seconds", "size_bytes"};

  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  AbsentPartsTest() {
    metrics
        .source("pool", AbsentPartsTest::tell)
        .families(
            SourceFamily.summary("sumless_seconds", "No sum."),
            SourceFamily.summary("countless_seconds", "No count."),
            SourceFamily.histogram("size_bytes", "No sum."),
            SourceFamily.gauge("depth_items", "Labels.", "a_b", "c_d"))
        .register();
  }

  private static void tell(MetricsSink sink) {
    sink.summary("sumless_seconds", SummaryView.of(List.of(), List.of(), 3, Double.NaN));
    sink.summary("countless_seconds", SummaryView.withoutCount(List.of(), List.of(), 2));
    sink.histogram("size_bytes", DistributionView.of(List.of(), List.of(), 4, Double.NaN));
    sink.gauge("depth_items", 1, "x", null);
    sink.gauge("depth_items", 2, null, "y");
    sink.gauge("depth_items", 3, null, null);
  }

  @Test
  void textHasNoLineForThem() {
    assertThat(samples(new PrometheusText(), FAMILIES))
        .containsExactly(
            "countless_seconds_sum 2",
            "size_bytes_bucket{le=\"+Inf\"} 4",
            "size_bytes_count 4",
            "sumless_seconds_count 3");
    assertThat(samples(new OpenMetricsText(), FAMILIES))
        .containsExactly(
            "countless_seconds_sum 2",
            "size_bytes_bucket{le=\"+Inf\"} 4",
            "sumless_seconds_count 3");
  }

  @Test
  void protobufHasNoFieldForThem() throws Exception {
    List<Metrics.MetricFamily> read =
        Protobuf.read(Rendered.bytes(new PrometheusProtobuf(), metrics, FAMILIES));
    Metrics.Summary countless = read.get(0).getMetric(0).getSummary();
    assertThat(countless.hasSampleCount()).isFalse();
    assertThat(countless.getSampleSum()).isEqualTo(2);
    assertThat(read.get(1).getMetric(0).getHistogram().hasSampleSum()).isFalse();
    assertThat(read.get(2).getMetric(0).getSummary().hasSampleSum()).isFalse();
  }

  @Test
  void jsonHasNoMemberForThem() {
    assertThat(Rendered.as(new MetricsJson(), metrics, FAMILIES))
        .contains("{\"labels\":{},\"sum\":2,\"quantiles\":[]}")
        .contains("{\"labels\":{},\"count\":4,\"buckets\":[")
        .contains("{\"labels\":{},\"count\":3,\"quantiles\":[]}");
  }

  @Test
  void aLabelThatASeriesLacksIsInNoFormat() {
    assertThat(samples(new PrometheusText(), "depth_items"))
        .containsExactly("depth_items{a_b=\"x\"} 1", "depth_items{c_d=\"y\"} 2", "depth_items 3");
    assertThat(Rendered.as(new MetricsJson(), metrics, "depth_items"))
        .contains("\"labels\":{\"a_b\":\"x\"}", "\"labels\":{\"c_d\":\"y\"}", "\"labels\":{}");
  }

  @Test
  void labelsUnderOtherNamesGoWithTheirValues() throws Exception {
    byte[] text = Rendered.bytes(new PrometheusText(), metrics, NameEscaping.DOTS, "depth_items");
    assertThat(new String(text, StandardCharsets.UTF_8))
        .contains("{a__b=\"x\"} 1\n", "{c__d=\"y\"} 2\n");
    Metrics.Metric second =
        Protobuf.read(
                Rendered.bytes(new PrometheusProtobuf(), metrics, NameEscaping.DOTS, "depth_items"))
            .get(0)
            .getMetric(1);
    assertThat(second.getLabelList())
        .extracting(label -> label.getName() + "=" + label.getValue())
        .containsExactly("c__d=y");
  }

  private List<String> samples(MetricsFormat format, String... families) {
    return Rendered.as(format, metrics, families)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
