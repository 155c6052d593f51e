package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Results.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Turns JMH's JSON into a Markdown page: machine, JDK and date, the ratios that the design asks
 * for, and every figure.
 *
 * <p>A main: {@code BenchmarkReport results.json [footprint.md]}; the second file, what {@link
 * MemoryFootprint} wrote, is added as it is.
 */
public final class BenchmarkReport {
  private static final List<String> TAIL = List.of("50.0", "99.0", "99.9", "99.99", "100.0");

  private final Results results;
  private final PrintStream out;

  private BenchmarkReport(Results results, PrintStream out) {
    this.results = results;
    this.out = out;
  }

  /** Writes the page to standard output. */
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException("expected results.json [footprint.md]");
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Results results = Results.read(Path.of(args[0]));
    BenchmarkReport report = new BenchmarkReport(results, out);
    report.head();
    report.targets();
    for (String type : results.classes()) {
      if (type.equals(Target.TAIL_CLASS)) {
        report.tail();
      } else {
        report.averages(type);
      }
    }
    if (args.length == 2) {
      out.printf("%n## MemoryFootprint%n%n%s", Files.readString(Path.of(args[1])));
    }
  }

  private void head() {
    out.printf("# Benchmarks%n%n");
    Machine.current().lines().forEach(line -> out.printf("- %s%n", line));
    out.printf(
        "%nTimes are nanoseconds per call with JMH's 99.9 %% confidence interval. Compare ratios"
            + " within this page, not times between machines. \"line\" is how many nanoseconds a cache"
            + " line took from core to core meanwhile, least and most: what several threads write is"
            + " slow where that is much, so compare where it was alike. Of tails, \"near\" and \"far\""
            + " are the ratios of those iterations in which the cores were.%n");
  }

  private void targets() {
    out.printf("%n## Ratios%n%n| what | measured | reach | |%n|---|---:|---:|---|%n");
    for (Target target : Target.ALL) {
      double ratio = target.ratio(results);
      if (!Double.isNaN(ratio)) {
        out.printf(
            Locale.ROOT,
            "| %s | %.2f | ≤ %.2f | %s |%n",
            target.what(),
            ratio,
            target.reach(),
            ratio <= target.reach() ? "reached" : "**missed**");
      }
    }
  }

  private void averages(String type) {
    out.printf(
        "%n## %s%n%n| method | of | ns/op | ± | B/op | line | × hairspring |%n"
            + "|---|---|---:|---:|---:|---:|---:|%n",
        type);
    List<Result> all = results.of(type);
    for (Result result : all) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.2f | %.1f | %s | %.2f |%n",
          result.method(),
          result.parameter(),
          result.score(),
          result.error(),
          result.bytes(),
          result.lineNanos(),
          result.score() / hairspring(all, result.parameter()));
    }
  }

  /** Returns our best figure of the same parameters, to which the others are compared. */
  private static double hairspring(List<Result> all, String parameter) {
    return all.stream()
        .filter(result -> result.parameter().equals(parameter))
        .filter(result -> result.method().startsWith("hairspring"))
        .mapToDouble(Result::score)
        .min()
        .orElse(Double.NaN);
  }

  private void tail() {
    out.printf(
        "%n## %s%n%n| method | beside | p50 | p99 | p99.9 | p99.99 | max | line | p99.9 × idle | near | far |%n"
            + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|%n",
        Target.TAIL_CLASS);
    for (Result result : results.of(Target.TAIL_CLASS)) {
      out.printf("| %s | %s |", result.method(), result.parameter());
      TAIL.forEach(percentile -> out.printf(Locale.ROOT, " %.0f |", result.at(percentile)));
      Result idle = results.find(Target.TAIL_CLASS + "." + result.method() + " idle");
      double idleNanos = idle == null ? Double.NaN : idle.at("99.9");
      out.printf(
          " %s | %s | %s | %s |%n",
          result.lineNanos(),
          ratio(result.at("99.9"), idleNanos),
          ratio(result.calls().nanosAt(0.999, Distance.NEAR), idleNanos),
          ratio(result.calls().nanosAt(0.999, Distance.FAR), idleNanos));
    }
  }

  /** Returns a ratio as text, none where one of the figures is missing. */
  private static String ratio(double figure, double compared) {
    double ratio = figure / compared;
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }
}
