package io.hairspring.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads Markdown tables that programs wrote. */
final class Table {
  private Table() {}

  /** Returns the cells of a line of a table, none where it is something else. */
  static List<String> cells(String line) {
    return line.startsWith("|")
        ? Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()
        : List.of();
  }

  /** Returns one cell of the first line whose first cells are these. */
  static Optional<String> cell(List<String> lines, int column, String... first) {
    return lines.stream()
        .map(Table::cells)
        .filter(cells -> cells.size() > column)
        .filter(cells -> cells.subList(0, first.length).equals(List.of(first)))
        .map(cells -> cells.get(column))
        .findFirst();
  }

  /** Returns the figure in that cell, with its spread where it has one. */
  static Optional<Estimate> figure(List<String> lines, int column, String... first) {
    return cell(lines, column, first).flatMap(Estimate::read);
  }
}
