package io.hairspring.gateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SloMetrics;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
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
    Path svg = folder.resolve("sum.svg");
    arguments.addAll(List.of("--hgrm", hgrm.toString(), "--svg", svg.toString()));
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
    assertThat(Files.readString(svg))
        .startsWith("<svg xmlns=")
        .contains("job_seconds, 30000 recordings", ">99.99 %<", "<polyline ");
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
    MetricsClient client = new MetricsClient(server(metrics), null);
    HdrPayload before = jobs(client);
    jobs.record(5_000_000);
    HdrPayload now = jobs(client);
    now.subtract(before);
    assertThat(now.all().getTotalCount()).isOne();
    assertThat(now.all().getMaxValue()).isBetween(4_950_000L, 5_050_000L);
  }

  private static HdrPayload jobs(MetricsClient client) {
    return HdrPayload.of(client.get("/hdr?name=job_seconds", "application/json"));
  }

  @Test
  void aProcessThatWasResetMeanwhileLosesNothing() {
    MetricsCollector metrics = MetricsCollector.create();
    MetricsCollector other = MetricsCollector.create();
    LatencyRecorder jobs = metrics.latency("job_seconds", "J.").register();
    LatencyRecorder others = other.latency("job_seconds", "J.").register();
    MetricsClient client = new MetricsClient(server(metrics), null);
    MetricsClient elsewhere = new MetricsClient(server(other), null);
    jobs.record(9_000_000);
    others.record(9_000_000);
    HdrPayload before = jobs(client);
    HdrPayload beforeElsewhere = jobs(elsewhere);
    PrometheusText reader = new PrometheusText();
    reader.begin(new Utf8Buffer());
    metrics.reset(reader);
    jobs.record(5_000_000);
    jobs.record(5_000_000); // as many as before, and more
    others.record(7_000_000);
    HdrPayload now = jobs(client);
    HdrPayload nowElsewhere = jobs(elsewhere);
    now.subtract(before);
    nowElsewhere.subtract(beforeElsewhere);
    assertThat(HdrPayload.sum(List.of(now, nowElsewhere)).all().getTotalCount()).isEqualTo(3);
  }

  @Test
  void whatIsNoTimeIsShownInItsOwnUnit() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.values("basket_euros", "B.").decimalPlaces(2).register().observe(12.5);
    assertThat(run("hdr", "--name", "basket_euros", server(metrics))).isZero();
    assertThat(out.toString()).doesNotContain("(ms)").containsPattern("all +1 +12\\.5\\d\\d ");
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
  void topShowsHowFastObjectivesBurn() {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withPrefix("shop_"));
    SloMetrics slos = new SloMetrics(metrics);
    Slo chat = slos.latency("/chat 250ms", 0.99, Duration.ofMillis(250));
    for (int i = 0; i < 200; i++) {
      chat.record(200, i < 3 ? 300_000_000 : 1_000);
    }
    slos.availability("idle\n", 0.999_5);
    assertThat(run("top", server(metrics), "--once")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "objective    to be good    good  requests  bad  burn 5m   1h   6h",
            "/chat 250ms        99 %  98.5 %       200    3      1.5  1.5  1.5",
            "idle?           99.95 %       -         0    0        -    -    -");
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
