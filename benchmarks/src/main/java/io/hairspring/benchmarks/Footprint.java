package io.hairspring.benchmarks;

import java.util.List;

/**
 * What one library needed for one series of a kind.
 *
 * @param bytes of heap per series, the registry's own share included
 */
record Footprint(String series, String library, long bytes) {
  private static final String COLUMNS = "| series | library | bytes per series |";

  static List<String> heading() {
    return List.of(COLUMNS, "|---|---|---:|");
  }

  /** Returns the line of a Markdown table. */
  String line() {
    return "| " + series + " | " + library + " | " + bytes + " |";
  }

  /** Reads what {@link #heading} and {@link #line} wrote; whatever else is there is left out. */
  static List<Footprint> read(List<String> lines) {
    return lines.stream()
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length == 4 && cells[3].strip().matches("-?\\d+"))
        .map(
            cells ->
                new Footprint(cells[1].strip(), cells[2].strip(), Long.parseLong(cells[3].strip())))
        .toList();
  }
}
