package io.hairspring.benchmarks.report;

import io.hairspring.benchmarks.report.Chart.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The charts of a page, by the section that they belong to. */
final class Charts {
  private static final String OURS = "hairspring";
  private static final int P999 = 4; // a column of OpenLoopTails

  private Charts() {}

  static Map<String, List<Chart>> of(Measured measured) {
    Map<String, List<Chart>> charts = new LinkedHashMap<>();
    for (String type : measured.results().classes()) {
      charts.put(type, List.of(means(measured.results().of(type))));
    }
    charts.put(Footprint.PROGRAM, footprints(measured.lines(Footprint.PROGRAM)));
    charts.put(ProgramAims.TAILS, List.of(tails(measured.lines(ProgramAims.TAILS))));
    charts.put(
        ProgramAims.PEERS,
        new PeerCosts(LoadSample.read(measured.lines(ProgramAims.PEERS))).charts());
    return charts;
  }

  private static Chart means(List<Result> results) {
    return new Chart(
        "ns a call",
        results.stream()
            .map(
                result ->
                    new Bar(
                        (result.method() + " " + result.values()).strip(),
                        result.nanos(),
                        isOurs(result.method())))
            .toList());
  }

  private static List<Chart> footprints(List<String> lines) {
    Map<String, List<Bar>> bars = new LinkedHashMap<>();
    for (Footprint print : Footprint.read(lines)) {
      bars.computeIfAbsent(print.series(), series -> new ArrayList<>())
          .add(
              new Bar(
                  print.library(), Estimate.of((double) print.bytes()), isOurs(print.library())));
    }
    return bars.entrySet().stream()
        .map(series -> new Chart(series.getKey() + ": bytes", series.getValue()))
        .toList();
  }

  private static Chart tails(List<String> lines) {
    return new Chart(
        "p99.9 of a call at a fixed rate, ns",
        lines.stream()
            .map(Table::cells)
            .filter(cells -> cells.size() > P999)
            .flatMap(
                cells ->
                    Estimate.read(cells.get(P999)).stream()
                        .flatMap(
                            figure ->
                                Stream.of(
                                    new Bar(
                                        cells.get(0) + ", " + cells.get(1),
                                        figure,
                                        isOurs(cells.get(0))))))
            .toList());
  }

  static boolean isOurs(String name) {
    return name.regionMatches(true, 0, OURS, 0, OURS.length());
  }
}
