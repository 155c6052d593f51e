package io.hairspring.benchmarks.report;

import java.util.List;

/**
 * What one library needed for one series of a kind.
 *
 * @param bytes of heap per series, the registry's own share included
 */
public record Footprint(String series, String library, long bytes) {
  static final String PROGRAM = "MemoryFootprint";

  /** The kind of series that two threads wrote. */
  public static final String COUNTER = "counter, 1 label, 2 writers";

  /** The kind of series that one thread wrote. */
  public static final String LATENCY = "latency, 2000 values, 1 writer";

  /** Ours after a minute, with somebody who scrapes. */
  public static final String SCRAPED = "Hairspring, exact buckets, window full, scraped";

  /** Micrometer's timers with percentiles by ours, as above. */
  public static final String TIMERS = "Micrometer percentiles by Hairspring, scraped";

  /** The same by Micrometer's Prometheus registry. */
  public static final String PEER_TIMERS = "Micrometer percentiles";

  /** Returns the lines above those of a Markdown table. */
  public static List<String> heading() {
    return List.of("| series | library | bytes per series |", "|---|---|---:|");
  }

  /** Returns the line of a Markdown table. */
  public String line() {
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
