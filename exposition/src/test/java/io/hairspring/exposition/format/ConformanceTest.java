package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other projects' parsers make of a scrape. */
class ConformanceTest {
  private static final String PYTHON = "/usr/bin/python3"; // where Debian's packages are found

  private static final String READ_ALL =
      """
      import sys
      from prometheus_client.%s import text_string_to_metric_families as families
      for family in families(sys.stdin.buffer.read().decode('utf-8')):
          for s in family.samples:
              labels = ','.join(k + '=' + v.replace('\\n', '|') for k, v in sorted(s.labels.items()))
              line = ' '.join([family.type, s.name, labels, repr(s.value)])
              sys.stdout.buffer.write((line + '\\n').encode('utf-8'))
      """;

  private final MetricsCollector metrics = MetricsCollector.create();

  private String scrape(MetricsFormat format) {
    metrics.counter("jobs_total", "Jobs of \"all\" kinds\\.\n").family("kind").with("a").add(7);
    metrics.info("build_info", "The build.", Map.of("version", "1.2.3"));
    metrics.latency("call_seconds", "Calls.").register().record(1_500_000_000);
    metrics.latency("job_seconds", "Jobs.").buckets(0.005, 1, 10).register().record(5_000_000);
    metrics.histogram("size_bytes", "Sizes.").buckets(1, 1e6).register().observe(2.5);
    Family<Gauge> value = metrics.gauge("value", "Values.").family("case");
    value.with("say \"hi\"\\\n時計").set(Double.NEGATIVE_INFINITY);
    value.with("nan").set(Double.NaN);
    value.with("fraction").set(0.1);
    metrics
        .latency("wait_seconds", "Waits.")
        .show(LatencyShape.values())
        .gauges(LatencyGauge.values())
        .register()
        .record(20_000_000);
    metrics.stateSet("mode", "The mode.", List.of("on", "off")).register().become("off");
    metrics.gauge("specs_total", "Specs.").unconventionalName().register().set(3);
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    format.end(metrics.visit(format));
    return out.toString();
  }

  @Test
  void promtoolFindsNothingWrong() throws Exception {
    RealProgram promtool = RealProgram.find("promtool", List.of("promtool", "--version"));
    RealProgram.Result result =
        promtool.run(scrape(new PrometheusText()), "promtool", "check", "metrics");
    assertThat(result.errors()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void thePythonClientReadsWhatWasPutIn() throws Exception {
    assertThat(read("parser", scrape(new PrometheusText())))
        .contains(
            "counter jobs_total kind=a 7.0",
            "gauge build_info version=1.2.3 1.0",
            "summary call_seconds_sum  1.5",
            "summary call_seconds_count  1.0",
            "histogram job_seconds_bucket le=0.005 1.0",
            "histogram job_seconds_bucket le=10.0 1.0",
            "histogram job_seconds_bucket le=+Inf 1.0",
            "histogram job_seconds_sum  0.005",
            "histogram size_bytes_bucket le=1e+06 1.0",
            "histogram size_bytes_sum  2.5",
            "gauge value case=say \"hi\"\\|時計 -inf",
            "gauge value case=nan nan",
            "gauge value case=fraction 0.1",
            "gauge mode mode=off 1.0",
            "gauge wait_avg_seconds  0.02",
            "histogram wait_seconds_bucket le=0.025 1.0",
            "summary wait_quantiles_seconds_sum  0.02",
            "unknown specs_total  3.0");
  }

  @Test
  void thePythonClientReadsOpenMetrics() throws Exception {
    metrics.gauge("jobs", "Beside the counter.").register().set(3);
    metrics.histogram("swings", "Below zero.").buckets(-1, 1).register().observe(-2);
    assertThat(read("openmetrics.parser", scrape(new OpenMetricsText())))
        .contains(
            "gauge jobs  3",
            "unknown jobs_total kind=a 7",
            "counter hairspring_recordings_clamped_total bound=highest 0",
            "info build_info version=1.2.3 1",
            "summary call_seconds quantile=0.5 1.501560831",
            "summary call_seconds_sum  1.5",
            "histogram job_seconds_bucket le=0.005 1",
            "histogram size_bytes_bucket le=1e+06 1",
            "histogram swings_bucket le=-1.0 1",
            "gauge value case=say \"hi\"\\|時計 -inf",
            "gauge value case=nan nan",
            "stateset mode mode=on 0",
            "stateset mode mode=off 1",
            "gauge wait_avg_seconds  0.02",
            "histogram wait_seconds_bucket le=0.025 1",
            "summary wait_quantiles_seconds_sum  0.02",
            "unknown specs_total  3");
  }

  @Test
  void thePythonClientReadsExemplarsAndCreationTimes() throws Exception {
    Exemplar exemplar = Exemplar.of("trace_id", "時\"\\\n", "span_id", "x".repeat(111));
    metrics.counter("runs_total", "Runs.").register().add(2, exemplar);
    var waits = metrics.latency("span_seconds", "Spans.").buckets(0.01, 1).register();
    waits.record(10_000_000, Exemplar.of("trace_id", "a"));
    waits.record(Long.MAX_VALUE, Exemplar.of("trace_id", "b"));
    metrics
        .histogram("shift_celsius", "Shifts.")
        .buckets(-1, 1)
        .register()
        .observe(-0.5, Exemplar.of("trace_id", "c"));
    String scrape = scrape(new OpenMetricsText(true));
    assertThat(scrape)
        .contains("span_seconds_bucket{le=\"0.01\"} 1 # {trace_id=\"a\"} 0.01 ")
        .contains("span_seconds_bucket{le=\"+Inf\"} 2 # {trace_id=\"b\"} 3600 ")
        .contains("shift_celsius_bucket{le=\"1.0\"} 1 # {trace_id=\"c\"} -0.5 ")
        .contains("span_seconds_created 1");
    assertThat(read("openmetrics.parser", scrape))
        .contains("counter runs_total  2", "histogram span_seconds_bucket le=+Inf 2")
        .contains("histogram shift_celsius_bucket le=1.0 1")
        .anyMatch(line -> line.startsWith("counter runs_created  1"))
        .anyMatch(line -> line.startsWith("summary call_seconds_created  1"));
  }

  private static List<String> read(String parser, String scrape) throws Exception {
    RealProgram python =
        RealProgram.find(
            "python3-prometheus-client", List.of(PYTHON, "-c", "import prometheus_client.parser"));
    RealProgram.Result result = python.run(scrape, PYTHON, "-c", READ_ALL.formatted(parser));
    assertThat(result.errors()).isEmpty();
    return result.output().lines().toList();
  }
}
