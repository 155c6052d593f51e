package io.hairspring.gateway.tools;

import io.hairspring.exposition.format.TextTable;
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
import java.util.TreeMap;
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
  private static final double NANOS_PER_MILLI = 1e6;
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
      description = "Also write the sum as HdrHistogram's plotter reads it, in milliseconds.")
  private Path hgrm;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<MetricsClient> clients = urls.stream().map(access::to).toList();
    Map<String, Histogram> sums = read(clients);
    if (seconds > 0) {
      TimeUnit.SECONDS.sleep(seconds);
      Map<String, Histogram> later = read(clients);
      HdrPayload.subtract(later, sums);
      sums = later;
    }
    if (sums.isEmpty()) {
      throw new MetricsClient.NoAnswerException("no process has a latency " + name);
    }
    Histogram all = HdrPayload.sum(sums.values());
    print(sums, all);
    if (hgrm != null) {
      try (PrintStream file =
          new PrintStream(Files.newOutputStream(hgrm), false, StandardCharsets.UTF_8)) {
        all.outputPercentileDistribution(file, NANOS_PER_MILLI);
      }
    }
    return 0;
  }

  private Map<String, Histogram> read(List<MetricsClient> clients) {
    Map<String, Histogram> sums = new TreeMap<>();
    String route = "/hdr?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    for (MetricsClient client : clients) {
      HdrPayload.add(client.get(route, "application/json"), sums);
    }
    return sums;
  }

  private void print(Map<String, Histogram> sums, Histogram all) {
    PrintWriter out = spec.commandLine().getOut();
    int width =
        sums.keySet().stream()
            .mapToInt(labels -> TextTable.cell(labels).length())
            .reduce(ALL.length(), Math::max);
    out.printf(
        Locale.ROOT,
        "%-" + width + "s %12s %10s %10s %10s %10s %10s %10s  (ms)%n",
        "labels",
        "count",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "p99.99",
        "max");
    sums.forEach((labels, histogram) -> row(out, width, TextTable.cell(labels), histogram));
    row(out, width, ALL, all);
    out.flush();
  }

  private static void row(PrintWriter out, int width, String labels, Histogram histogram) {
    out.printf(Locale.ROOT, "%-" + width + "s %12d", labels, histogram.getTotalCount());
    for (double percentile : PERCENTILES) {
      out.printf(
          Locale.ROOT, " %10.3f", histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
    }
    out.printf(Locale.ROOT, " %10.3f%n", histogram.getMaxValue() / NANOS_PER_MILLI);
  }
}
