package io.hairspring.benchmarks.gateway;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

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
      line.append("  ").append(figures.get(i)).append(' ').append(number(values[i]));
    }
    out.println(line);
  }

  /**
   * Writes a table of medians, least and most of both, the ratio of the medians, and the least and
   * the most of the pairs' own ratios.
   */
  void print(PrintStream out) {
    out.println("| | without | with | ratio of medians | of pairs |");
    out.println("|---|---:|---:|---:|---:|");
    for (int i = 0; i < figures.size(); i++) {
      int at = i;
      double[] before = sorted(without, values -> values[at]);
      double[] after = sorted(with, values -> values[at]);
      List<double[]> ratios = new ArrayList<>();
      for (int pair = 0; pair < Math.min(with.size(), without.size()); pair++) {
        ratios.add(new double[] {with.get(pair)[at] / without.get(pair)[at]});
      }
      double[] each = sorted(ratios, ratio -> ratio[0]);
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.3f | %.3f (%.3f to %.3f) |%n",
          figures.get(i),
          spread(before),
          spread(after),
          median(after) / median(before),
          median(each),
          each[0],
          each[each.length - 1]);
    }
  }

  private static double[] sorted(List<double[]> all, ToDoubleFunction<double[]> figure) {
    return all.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static String spread(double[] sorted) {
    return number(median(sorted))
        + " ("
        + number(sorted[0])
        + " to "
        + number(sorted[sorted.length - 1])
        + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
