package io.hairspring.gateway.tools;

import io.hairspring.exposition.format.TextTable;
import io.hairspring.gateway.tools.HdrPayload.Unit;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds up a latency of several processes, recording by recording. */
@Command(
    name = "hdr",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Adds up the histograms of a latency of several processes without loss: the quantiles are"
            + " those of all recordings together.")
final class HdrCommand implements Callable<Integer> {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Mixin private Access access;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "Metrics servers.")
  private List<String> urls;

  @Option(
      names = "--name",
      defaultValue = "http_request_duration_seconds",
      description = "The latency. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--seconds",
      description =
          "Only what is recorded within so many seconds from now. Default: all of the epoch.")
  private int seconds;

  @Option(
      names = "--hgrm",
      paramLabel = "FILE",
      description =
          "Also write the sum as HdrHistogram's plotter reads it; latencies in milliseconds.")
  private Path hgrm;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Also draw the percentile curve of the sum.")
  private Path svg;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<MetricsClient> clients = urls.stream().map(access::to).toList();
    List<HdrPayload> processes = read(clients);
    if (seconds > 0) {
      TimeUnit.SECONDS.sleep(seconds);
      List<HdrPayload> later = read(clients);
      for (int i = 0; i < later.size(); i++) {
        later.get(i).subtract(processes.get(i));
      }
      processes = later;
    }
    HdrPayload sum = HdrPayload.sum(processes);
    if (sum.series().isEmpty()) {
      throw new MetricsClient.NoAnswerException("no process has a latency " + name);
    }
    Histogram all = sum.all();
    print(sum.series(), all, sum.unit());
    if (hgrm != null) {
      try (PrintStream file =
          new PrintStream(Files.newOutputStream(hgrm), false, StandardCharsets.UTF_8)) {
        all.outputPercentileDistribution(file, sum.unit().steps());
      }
    }
    if (svg != null) {
      Files.writeString(svg, PercentileCurve.svg(name, all, sum.unit()));
    }
    return 0;
  }

  private List<HdrPayload> read(List<MetricsClient> clients) {
    String route = "/hdr?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return clients.stream()
        .map(client -> HdrPayload.of(client.get(route, "application/json")))
        .toList();
  }

  private void print(Map<String, Histogram> sums, Histogram all, Unit unit) {
    PrintWriter out = spec.commandLine().getOut();
    int width =
        sums.keySet().stream()
            .mapToInt(labels -> TextTable.cell(labels).length())
            .reduce(ALL.length(), Math::max);
    out.printf(
        Locale.ROOT,
        "%-" + width + "s %12s %10s %10s %10s %10s %10s %10s  %s%n",
        "labels",
        "count",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "p99.99",
        "max",
        unit.name().isEmpty() ? "" : "(" + unit.name() + ")");
    sums.forEach((labels, histogram) -> row(out, width, TextTable.cell(labels), histogram, unit));
    row(out, width, ALL, all, unit);
    out.flush();
  }

  private static void row(
      PrintWriter out, int width, String labels, Histogram histogram, Unit unit) {
    out.printf(Locale.ROOT, "%-" + width + "s %12d", labels, histogram.getTotalCount());
    for (double percentile : PERCENTILES) {
      out.printf(Locale.ROOT, " %10.3f", histogram.getValueAtPercentile(percentile) / unit.steps());
    }
    out.printf(Locale.ROOT, " %10.3f%n", histogram.getMaxValue() / unit.steps());
  }
}
