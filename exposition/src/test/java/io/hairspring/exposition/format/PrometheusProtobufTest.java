package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an independent reader makes of our protobuf; the golden file is its text form. */
class PrometheusProtobufTest {
  private static final String[] ALL = {
    "both_seconds",
    "build_info",
    "call_seconds",
    "jobs_total",
    "native_seconds",
    "size_bytes",
    "temperature"
  };

  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  private void fill() {
    metrics.counter("jobs_total", "Jobs, \"all\" of them\nand 時計.").family("kind").with("a").add(7);
    metrics.gauge("temperature", "Degrees.").family("case").with("say \"hi\"\\\n🕰").set(-0.5);
    metrics.info("build_info", "The build.", Map.of("version", "1.2.3"));
    metrics.latency("call_seconds", "Calls.").register().record(1_500_000_000);
    metrics.histogram("size_bytes", "Sizes.").buckets(1, 1e6).register().observe(2.5);
    LatencyRecorder only =
        metrics.latency("native_seconds", "Native.").show(LatencyShape.NATIVE).register();
    LatencyRecorder both =
        metrics
            .latency("both_seconds", "Both.")
            .buckets(0.001, 1)
            .show(LatencyShape.HISTOGRAM, LatencyShape.NATIVE)
            .register();
    for (long nanos : new long[] {0, 1_000_000, 1_010_000, 1_011_000, 2_000_000_000L}) {
      only.record(nanos);
      both.record(nanos);
    }
  }

  @Test
  void everyKindIsReadBack() throws IOException {
    fill();
    PrometheusProtobuf format = new PrometheusProtobuf();
    for (int again = 0; again < 2; again++) { // a format that is used again starts afresh
      StringBuilder text = new StringBuilder();
      for (MetricFamily family : Protobuf.read(Rendered.bytes(format, metrics, ALL))) {
        text.append(family).append('\n');
      }
      // The one number that JDK 17 writes with a digit more than later ones.
      String shown = text.toString().replace(Double.toString(0x1p-128), "2^-128");
      assertThat(shown).isEqualTo(golden("all-kinds.protobuf.txt"));
    }
  }

  @Test
  void whatACollectionLeftUnfinishedIsNotInTheNext() throws IOException {
    fill();
    PrometheusProtobuf format = new PrometheusProtobuf();
    format.begin(new Utf8Buffer());
    format.family(new FamilyView("lost", "Lost.", FamilyKind.GAUGE, List.of()));
    assertThat(Protobuf.read(Rendered.bytes(format, metrics, ALL))).hasSize(ALL.length);
  }

  @Test
  void longMessagesAreReadBack() throws IOException {
    String help = "long ".repeat(5000);
    var family = metrics.counter("many_total", help).family("kind");
    for (int i = 0; i < 3000; i++) {
      family.with("v".repeat(i % 300) + i).add(i);
    }
    MetricFamily read =
        Protobuf.read(Rendered.bytes(new PrometheusProtobuf(), metrics, "many_total")).get(0);
    assertThat(read.getHelp()).isEqualTo(help);
    assertThat(read.getMetricCount()).isEqualTo(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(read.getMetric(i).getLabel(0).getValue()).isEqualTo("v".repeat(i % 300) + i);
      assertThat(read.getMetric(i).getCounter().getValue()).isEqualTo(i);
    }
  }

  private static String golden(String file) throws IOException {
    try (InputStream golden = PrometheusProtobufTest.class.getResourceAsStream(file)) {
      assertThat(golden).as(file).isNotNull();
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
