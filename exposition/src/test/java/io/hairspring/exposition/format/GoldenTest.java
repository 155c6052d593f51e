package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.view.LatencyShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each case is a file beside this class's name, compared byte for byte. */
class GoldenTest {
  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  @Test
  void counter() throws Exception {
    var requests = metrics.counter("requests_total", "Requests.").family("path", "method");
    requests.with("/chat", "POST").add(9_007_199_254_740_993L);
    requests.with("/", "GET").inc();
    metrics.counter("jobs_total", "Jobs.").register();
    same("counter.txt", new PrometheusText(), "requests_total", "jobs_total");
    same("counter.om", new OpenMetricsText(), "requests_total", "jobs_total");
  }

  @Test
  void gauge() throws Exception {
    Family<Gauge> value = metrics.gauge("value", "A value.").family("case");
    value.with("nan").set(Double.NaN);
    value.with("high").set(Double.POSITIVE_INFINITY);
    value.with("low").set(Double.NEGATIVE_INFINITY);
    value.with("fraction").set(-0.25);
    value.with("large").set(1e300);
    value.with("whole").set(42);
    same("gauge.txt", new PrometheusText(), "value");
    same("gauge.om", new OpenMetricsText(), "value");
  }

  @Test
  void escaping() throws Exception {
    var odd = metrics.counter("odd_total", "Says \"hi\" in C:\\temp\nand more, 時計 🕰.");
    odd.family("text").with("say \"hi\" in C:\\temp\nand more, 時計 🕰").inc();
    same("escaping.txt", new PrometheusText(), "odd_total");
    same("escaping.om", new OpenMetricsText(), "odd_total");
    same("escaping.json", new MetricsJson(), "odd_total");
  }

  @Test
  void histogram() throws Exception {
    Family<Histogram> sizes =
        metrics
            .histogram("size_bytes", "Sizes.")
            .buckets(0.00001, 0.005, 1, 10, 1_000_000)
            .family("kind");
    for (double size : new double[] {0, 0.005, 0.75, 10, 2_000_000}) {
      sizes.with("some").observe(size);
    }
    sizes.with("none");
    same("histogram.txt", new PrometheusText(), "size_bytes");
    same("histogram.om", new OpenMetricsText(), "size_bytes");
    same("histogram.json", new MetricsJson(), "size_bytes");
  }

  @Test
  void latencyWithoutBucketsIsASummary() throws Exception {
    latencies(metrics.latency("call_seconds", "Calls.").significantDigits(3).family("kind"));
    same("latency-summary.txt", new PrometheusText(), "call_seconds");
    same("latency-summary.om", new OpenMetricsText(), "call_seconds");
    same("latency-summary.json", new MetricsJson(), "call_seconds");
  }

  @Test
  void latencyWithBucketsIsAHistogram() throws Exception {
    latencies(metrics.latency("call_seconds", "Calls.").buckets(0.005, 0.1, 10).family("kind"));
    same("latency-histogram.txt", new PrometheusText(), "call_seconds");
    same("latency-histogram.om", new OpenMetricsText(), "call_seconds");
    same("latency-histogram.json", new MetricsJson(), "call_seconds");
  }

  @Test
  void latencyInEveryShape() throws Exception {
    latencies(
        metrics
            .latency("call_seconds", "Calls.")
            .buckets(0.005, 0.1)
            .show(LatencyShape.values())
            .gauges(LatencyGauge.values())
            .family("kind"));
    String[] all =
        Stream.of("", "avg_", "max_", "min_", "p50_", "p90_", "p95_", "p99_", "p999_", "quantiles_")
            .map(figure -> "call_" + figure + "seconds")
            .toArray(String[]::new);
    same("latency-shapes.txt", new PrometheusText(), all);
    same("latency-shapes.om", new OpenMetricsText(), all);
    same("latency-shapes.json", new MetricsJson(), all);
    same("latency-shapes-summary.txt", new LatencySummaryTable(), all);
  }

  @Test
  void latencyAsANativeHistogramAloneHasTheBucketAboveAllInText() throws Exception {
    var recorder = metrics.latency("call_seconds", "Calls.").buckets(1).show(LatencyShape.NATIVE);
    recorder.register().record(5_000_000);
    metrics.latency("pause_seconds", "Pauses.").show().register().record(5);
    String[] both = {"call_seconds", "pause_seconds"};
    same("latency-native.txt", new PrometheusText(), both);
    same("latency-native.om", new OpenMetricsText(), both);
  }

  @Test
  void severalWindowsAreShownByJsonAlone() throws Exception {
    metrics
        .latency("call_seconds", "Calls.")
        .windows(
            new WindowSettings(Duration.ofSeconds(10), 1),
            new WindowSettings(Duration.ofMinutes(5), 6))
        .register()
        .record(5_000_000);
    same("windows.json", new MetricsJson(), "call_seconds");
  }

  @Test
  void quantilesAreThoseOfTheWindowWhateverIsReset() {
    metrics.latency("call_seconds", "Calls.").significantDigits(3).register().record(5_000_000);
    PrometheusText format = new PrometheusText();
    format.begin(new Utf8Buffer());
    format.end(metrics.reset(format));
    assertThat(Rendered.as(format, metrics, "call_seconds"))
        .contains("call_seconds{quantile=\"0.5\"} 0.005")
        .contains("call_seconds_sum 0\n")
        .contains("call_seconds_count 0\n");
  }

  @Test
  void exemplarsAreShownByOpenMetricsAlone() throws Exception {
    metrics.counter("jobs_total", "Jobs.").register().add(3, Exemplar.of("trace_id", "a\"\\\n時"));
    var calls = metrics.latency("call_seconds", "Calls.").buckets(0.005, 0.1).family("kind");
    calls.with("some").record(5_000_000, Exemplar.of("trace_id", "b", "span_id", "c"));
    calls.with("some").record(7_000_000);
    calls.with("some").record(1_250_000_000, Exemplar.of("trace_id", "d"));
    metrics.gauge("jobs", "Beside the counter.").register();
    String[] all = {"jobs_total", "call_seconds"};
    same("exemplars.txt", new PrometheusText(), all);
    same("exemplars.om", new OpenMetricsText(), all);
    same("exemplars-unknown.om", new OpenMetricsText(), "jobs", "jobs_total");
  }

  @Test
  void creationTimesAreShownOnDemand() throws Exception {
    metrics.counter("jobs_total", "Jobs.").family("kind").with("a").inc();
    metrics.histogram("size_bytes", "Sizes.").buckets(1).register().observe(2);
    metrics.histogram("swings", "Below zero.").buckets(-1).register();
    metrics.latency("call_seconds", "Calls.").register().record(5_000_000);
    metrics.gauge("value", "No age.").register();
    String[] all = {"jobs_total", "size_bytes", "swings", "call_seconds", "value"};
    same("created.om", new OpenMetricsText(true), all);
  }

  @Test
  void info() throws Exception {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("version", "1.2.3");
    labels.put("commit", "abc");
    metrics.info("build_info", "The build.", labels);
    same("info.txt", new PrometheusText(), "build_info");
    same("info.om", new OpenMetricsText(), "build_info");
    same("info.json", new MetricsJson(), "build_info");
  }

  @Test
  void stateSet() throws Exception {
    var modes = metrics.stateSet("mode", "The mode.", List.of("on", "say \"hi\"\\\n時計"));
    modes.family("of").with("door").become("on");
    metrics.stateSet("wait_seconds", "No unit.", List.of("short")).register();
    String[] both = {"mode", "wait_seconds"};
    same("stateset.txt", new PrometheusText(), both);
    same("stateset.om", new OpenMetricsText(), both);
    same("stateset.json", new MetricsJson(), both);
  }

  @Test
  void aGaugeNamedLikeACounterHasNoType() throws Exception {
    metrics.gauge("specs_total", "Specs.").unconventionalName().register().set(3);
    same("gauge-total.txt", new PrometheusText(), "specs_total");
    same("gauge-total.om", new OpenMetricsText(), "specs_total");
    same("gauge-total.json", new MetricsJson(), "specs_total");
  }

  @Test
  void whatASourceTells() throws Exception {
    SourceSample.register(metrics);
    same("source.txt", new PrometheusText(), "busy_seconds_total", "pause_seconds");
    same("source.om", new OpenMetricsText(), "busy_seconds_total", "pause_seconds");
    same("source.json", new MetricsJson(), "busy_seconds_total", "pause_seconds");
  }

  @Test
  void globalLabels() throws Exception {
    MetricsCollector labelled =
        MetricsCollector.create(Rendered.config().withPrefix("shop_").withLabel("zone", "a"));
    labelled.latency("call_seconds", "Calls.").register().record(1_000_000_000);
    labelled.counter("jobs_total", "Jobs.").family("kind").with("").inc();
    String[] both = {"shop_call_seconds", "shop_jobs_total"};
    assertSame("global-labels.txt", Rendered.as(new PrometheusText(), labelled, both));
    assertSame("global-labels.om", Rendered.as(new OpenMetricsText(), labelled, both));
  }

  @Test
  void inOpenMetricsAFamilyWhoseShortNameIsTakenIsUnknown() throws Exception {
    metrics.gauge("app", "A gauge.").register().set(1);
    metrics.info("app_info", "An info beside it.", Map.of("version", "1"));
    metrics.latency("call_seconds", "Calls.").register();
    String line = "A counter whose short name is a line of it.";
    metrics.counter("call_seconds_count_total", line).register().add(2);
    metrics.gauge("clients", "Another gauge.").register().set(2);
    metrics.counter("clients_total", "A counter beside it.").register().add(3);
    metrics.info("job_info", "An info.", Map.of("kind", "a"));
    metrics.counter("job_total", "A counter of the same short name.").register().add(4);
    same(
        "clash.om",
        new OpenMetricsText(),
        "app",
        "app_info",
        "call_seconds",
        "call_seconds_count_total",
        "clients",
        "clients_total",
        "job_info",
        "job_total");
  }

  @Test
  void inOpenMetricsASumThatMayNotBeIsLeftOut() throws Exception {
    String falls = "A histogram of positive bounds and a negative sum.";
    metrics.histogram("falls", falls).buckets(1).register().observe(-3);
    String swings = "A histogram with a negative bound.";
    metrics.histogram("swings", swings).buckets(-1, 1).register().observe(0.5);
    same("forbidden-sums.om", new OpenMetricsText(), "falls", "swings");
  }

  @Test
  void summaryOfAllLatencies() throws Exception {
    latencies(metrics.latency("call_seconds", "Calls.").family("kind"));
    metrics.latency("pause_seconds", "Pauses.").register().record(700);
    metrics.counter("jobs_total", "Jobs.").register().inc();
    String[] all = {"call_seconds", "pause_seconds", "jobs_total"};
    same("summary.json", new LatencySummaryJson(), all);
    same("summary.txt", new LatencySummaryTable(), all);
  }

  @Test
  void nothing() throws Exception {
    same("nothing.txt", new PrometheusText());
    same("nothing.om", new OpenMetricsText());
    same("nothing.json", new MetricsJson());
  }

  private static void latencies(Family<LatencyRecorder> calls) {
    for (int millis = 1; millis <= 100; millis++) {
      calls.with("some").record(millis * 1_000_000L);
    }
    calls.with("none");
  }

  private void same(String file, MetricsFormat format, String... families) throws IOException {
    assertSame(file, Rendered.as(format, metrics, families));
    // A format that is used again starts afresh.
    assertSame(file, Rendered.as(format, metrics, families));
  }

  private static void assertSame(String file, String rendered) throws IOException {
    try (InputStream golden = GoldenTest.class.getResourceAsStream(file)) {
      assertThat(golden).as(file).isNotNull();
      assertThat(rendered)
          .as(file)
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
