package io.hairspring.benchmarks.gateway;

import io.hairspring.benchmarks.report.Estimate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What gateways without and with metrics took, in turn. */
final class Pairs {
  private final List<double[]> without = new ArrayList<>();
  private final List<double[]> with = new ArrayList<>();
  private final List<String> figures;

  /** Creates none, of figures of these names. */
  Pairs(String... figures) {
    this.figures = List.of(figures);
  }

  /** Adds what one gateway took, and says so. */
  void add(boolean measured, PrintStream out, double... values) {
    (measured ? with : without).add(values);
    StringBuilder line = new StringBuilder(measured ? "with   " : "without");
    for (int i = 0; i < values.length; i++) {
      line.append("  ")
          .append(figures.get(i))
          .append(' ')
          .append(Estimate.of(values[i]).text(decimals(values[i])));
    }
    out.println(line);
  }

  /**
   * Writes a table of the medians of both, the ratio of these, and the median of the pairs' own
   * ratios; each with what {@link Estimate#median} says of it.
   */
  void print(PrintStream out) {
    out.println("| | without | with | ratio of medians | of pairs |");
    out.println("|---|---:|---:|---:|---:|");
    for (int i = 0; i < figures.size(); i++) {
      int at = i;
      Estimate before = median(without.size(), pair -> without.get(pair)[at]);
      Estimate after = median(with.size(), pair -> with.get(pair)[at]);
      Estimate ratio =
          median(
              Math.min(with.size(), without.size()),
              pair -> with.get(pair)[at] / without.get(pair)[at]);
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.3f | %s |%n",
          figures.get(i),
          before.text(decimals(before.value())),
          after.text(decimals(after.value())),
          after.value() / before.value(),
          ratio.text(3));
    }
  }

  private static Estimate median(int count, IntToDoubleFunction figure) {
    return Estimate.median(IntStream.range(0, count).mapToDouble(figure).boxed().toList())
        .orElseThrow();
  }

  private static int decimals(double value) {
    return value < 100 ? 2 : 0;
  }
}
