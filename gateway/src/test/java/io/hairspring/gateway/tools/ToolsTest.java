package io.hairspring.gateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told in a terminal. */
class ToolsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private int run(String... arguments) {
    return Tools.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private String server(MetricsCollector metrics) {
    MetricsServer server = MetricsServer.builder(metrics).port(0).start();
    open.add(server);
    open.add(metrics);
    return server.url();
  }

  @Test
  void theSumOfThreeProcessesIsOneHistogramOfAllValues(@TempDir Path folder) throws IOException {
    Histogram all = new Histogram(2);
    SplittableRandom random = new SplittableRandom(5);
    List<String> arguments = new ArrayList<>(List.of("hdr", "--name", "job_seconds"));
    for (int process = 1; process <= 3; process++) {
      MetricsCollector metrics = MetricsCollector.create();
      LatencyRecorder jobs = metrics.latency("job_seconds", "J.").family("kind").with("a");
      for (int i = 0; i < 10_000; i++) {
        long nanos = process * 1_000_000L + random.nextLong(50_000_000);
        jobs.record(nanos);
        all.recordValue(nanos);
      }
      arguments.add(server(metrics));
    }
    Path hgrm = folder.resolve("sum.hgrm");
    arguments.addAll(List.of("--hgrm", hgrm.toString()));
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    String expected =
        String.format(
            Locale.ROOT,
            "%12d %10.3f %10.3f %10.3f %10.3f %10.3f %10.3f",
            all.getTotalCount(),
            all.getValueAtPercentile(50) / 1e6,
            all.getValueAtPercentile(90) / 1e6,
            all.getValueAtPercentile(99) / 1e6,
            all.getValueAtPercentile(99.9) / 1e6,
            all.getValueAtPercentile(99.99) / 1e6,
            all.getMaxValue() / 1e6);
    assertThat(out.toString().lines()).contains("kind=a " + expected, "all    " + expected);
    assertThat(Files.readString(hgrm)).contains("#[Max     =", "Total count    =        30000]");
  }

  @Test
  void labelsOfAnyLengthMakeNoLongRows() {
    CollectorConfig longLabels = CollectorConfig.defaults().withMaxLabelChars(65_536);
    MetricsCollector metrics = MetricsCollector.create(longLabels);
    Family<LatencyRecorder> jobs = metrics.latency("job_seconds", "J.").family("kind");
    jobs.with("a").record(1_000_000);
    jobs.with("x\n\033[2J" + "y".repeat(60_000)).record(1_000_000);
    assertThat(run("hdr", "--name", "job_seconds", server(metrics))).isZero();
    assertThat(out.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.length() < 200 && line.chars().allMatch(c -> c >= ' '));
  }

  @Test
  void whatIsRecordedMeanwhileIsTheDifference() {
    MetricsCollector metrics = MetricsCollector.create();
    LatencyRecorder jobs = metrics.latency("job_seconds", "J.").register();
    jobs.record(1_000);
    Map<String, Histogram> before = new TreeMap<>();
    Map<String, Histogram> now = new TreeMap<>();
    String url = server(metrics);
    MetricsClient client = new MetricsClient(url, null);
    HdrPayload.add(client.get("/hdr?name=job_seconds", "application/json"), before);
    jobs.record(5_000_000);
    HdrPayload.add(client.get("/hdr?name=job_seconds", "application/json"), now);
    HdrPayload.subtract(now, before);
    assertThat(now.get("").getTotalCount()).isOne();
    assertThat(now.get("").getMaxValue()).isBetween(4_950_000L, 5_050_000L);
  }

  @Test
  void topShowsWhatTheServerAnswers() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.latency("job_seconds", "J.").register().record(5_000_000);
    String url = server(metrics);
    assertThat(run("top", url, "--once")).isZero();
    assertThat(out.toString())
        .startsWith(url + "metrics  healthy  up ")
        .contains("job_seconds", "slow requests are not kept");
  }

  @Test
  void topSaysWhatIsNotWell() {
    MetricsCollector metrics = MetricsCollector.create();
    Health health =
        Health.builder()
            .check("upstream /b", () -> CheckResult.unhealthy("refused\n" + "x".repeat(5_000)))
            .build();
    MetricsServer server = MetricsServer.builder(metrics).port(0).health(health).start();
    open.addAll(List.of(server, health, metrics));
    health.fresh().toCompletableFuture().join();
    assertThat(run("top", server.url(), "--once")).isZero();
    assertThat(out.toString())
        .startsWith(server.url() + "metrics  unhealthy  up ")
        .containsPattern("upstream /b is unhealthy: refused\\?x{23}…x{30}…\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hdr|2|Missing required parameter",
        "hdr nonsense|2|is not the URL of a metrics server",
        "top http://127.0.0.1:1 --once|1|cannot be read",
        "hdr http://127.0.0.1:1|1|cannot be read",
        "|2|expected top or hdr"
      })
  void whatCannotBeDoneIsSaidInOneLine(String arguments, int exitCode, String message) {
    String[] given = arguments == null ? new String[0] : arguments.split(" ");
    assertThat(run(given)).isEqualTo(exitCode);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aTokenIsShownToTheServer() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.latency("job_seconds", "J.").register().record(5_000_000);
    MetricsServer server =
        MetricsServer.builder(metrics).port(0).scrapeToken("readers-only").start();
    open.add(server);
    open.add(metrics);
    String[] asking = {"hdr", server.url(), "--name", "job_seconds"};
    assertThat(run(asking)).isOne();
    assertThat(err.toString()).contains("answered 401; expected 200");
    assertThat(run("hdr", server.url(), "--name", "job_seconds", "--token", "readers-only"))
        .isZero();
  }
}
