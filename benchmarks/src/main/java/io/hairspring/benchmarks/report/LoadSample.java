package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one JVM needed for a request under a load, and what its client saw.
 *
 * @param subject what measured the requests
 * @param load how they were sent
 * @param jvm which of the subject's JVMs it was
 * @param figures in the order of {@link Figure}
 */
public record LoadSample(String subject, String load, int jvm, List<Double> figures) {
  private static final int LABELS = 3;
  private static final List<Figure> ORDER = List.of(Figure.values());

  /** What is measured of a load; times in microseconds, bytes and CPU those of a request. */
  public enum Figure {
    /** Requests answered in a second. */
    RATE("requests/s", 0),
    /** CPU of the whole process. */
    CPU("CPU, µs", 2),
    /** Allocated by the server's threads. */
    BYTES("bytes", 0),
    /** Half of the latencies are at most this. */
    P50("p50, µs", 0),
    /** 99 % are. */
    P99("p99, µs", 0),
    /** 99.9 % are. */
    P999("p99.9, µs", 0),
    /** 99.99 % are. */
    P9999("p99.99, µs", 0),
    /**
     * The longest that the client itself was held up, the machine's part in the tail; NaN where
     * nobody looked.
     */
    CLIENT("client held up, µs", 0);

    final String text;
    final int decimals;

    Figure(String text, int decimals) {
      this.text = text;
      this.decimals = decimals;
    }

    String of(double value) {
      return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
  }

  /** Returns the lines above those of a Markdown table. */
  public static List<String> heading() {
    List<String> columns = new ArrayList<>(List.of("subject", "load", "JVM"));
    Arrays.stream(Figure.values()).forEach(figure -> columns.add(figure.text));
    return List.of(
        "| " + String.join(" | ", columns) + " |",
        "|---|---|" + "---:|".repeat(columns.size() - 2));
  }

  double figure(Figure figure) {
    return figures.get(ORDER.indexOf(figure));
  }

  /** Returns the line of a Markdown table. */
  public String line() {
    List<String> cells = new ArrayList<>(List.of(subject, load, "" + jvm));
    Arrays.stream(Figure.values()).forEach(figure -> cells.add(figure.of(figure(figure))));
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Reads what {@link #heading} and {@link #line} wrote; whatever else is there is left out. */
  public static List<LoadSample> read(List<String> lines) {
    return lines.stream()
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length == 1 + LABELS + Figure.values().length)
        .filter(cells -> cells[LABELS].strip().matches("\\d+"))
        .map(
            cells ->
                new LoadSample(
                    cells[1].strip(),
                    cells[2].strip(),
                    Integer.parseInt(cells[LABELS].strip()),
                    Arrays.stream(cells)
                        .skip(1 + LABELS)
                        .map(String::strip)
                        .map(cell -> cell.isEmpty() ? Double.NaN : Double.valueOf(cell))
                        .toList()))
        .toList();
  }
}
