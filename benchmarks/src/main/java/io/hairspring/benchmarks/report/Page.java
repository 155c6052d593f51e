package io.hairspring.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Markdown page: machine, JDK, versions and date, the aims and what became of them, every figure
 * and the command that measures it.
 */
final class Page {
  private static final String TAIL = "RecordTailBenchmark";
  private static final List<String> PERCENTILES = List.of("50.0", "99.0", "99.9", "99.99", "100.0");
  private static final String OURS = "hairspring";
  private static final Set<String> DEFAULTS = Set.of("PARK", "RECORD_INLINE"); // of an event ring

  private final Measured measured;
  private final StringBuilder page = new StringBuilder();

  private Page(Measured measured) {
    this.measured = measured;
  }

  static String of(Machine machine, Measured measured) {
    Page page = new Page(measured);
    page.head(machine);
    page.aims();
    page.failed();
    for (String type : measured.results().classes()) {
      page.section(type);
      if (type.equals(TAIL)) {
        page.tails();
      } else {
        page.means(measured.results().of(type));
      }
    }
    measured.programs().forEach(page::program);
    return page.page.toString();
  }

  private void head(Machine machine) {
    line("# Benchmarks");
    line("");
    machine.lines().forEach(line -> line("- " + line));
    if (!measured.results().jdk().isEmpty()) {
      line("- JDK: " + measured.results().jdk());
    }
    if (!measured.over()) {
      line("- This run was not over when this was written.");
    }
    line("");
    line(
        "Compare ratios within this page, not times between machines or runs. In brackets, and after"
            + " ±, is what JMH's 99.9 % confidence intervals allow; \"within noise\" means that they"
            + " hold both answers; without brackets nothing is known of the spread. \"line\" is how many nanoseconds a cache line took from core to core"
            + " meanwhile, least and most: what several threads write is slow where that is much.");
  }

  private void aims() {
    line("");
    line("## Aims");
    table("what | measured | at most |", "---|---:|---:|---");
    for (Aim aim : Aims.ALL) {
      Optional<Aim.Outcome> outcome = aim.outcome(measured);
      row(
          aim.what(),
          outcome.map(out -> Text.estimate(out.estimate(), aim.unit())).orElse(""),
          Text.amount(aim.most(), aim.unit()),
          verdict(aim, outcome));
    }
  }

  private static String verdict(Aim aim, Optional<Aim.Outcome> outcome) {
    return outcome
        .map(out -> out.verdict().toString())
        .orElse(aim.why().isEmpty() ? "not measured" : "not measured: " + aim.why());
  }

  /** Returns a line of plain text: what, what became of it, the figure and the aim. */
  static String plain(Aim aim, Measured measured) {
    Optional<Aim.Outcome> outcome = aim.outcome(measured);
    return verdict(aim, outcome).replace("*", "")
        + ": "
        + aim.what()
        + outcome.map(out -> ", " + Text.estimate(out.estimate(), aim.unit())).orElse("")
        + ", at most "
        + Text.amount(aim.most(), aim.unit());
  }

  private void failed() {
    if (!measured.failed().isEmpty()) {
      section("Without a result");
      line("");
      line("These began and failed, or were stopped; JMH's own output says why.");
      line("");
      measured.failed().forEach(name -> line("- " + name));
    }
  }

  private void section(String title) {
    line("");
    line("## " + title);
    String conditions =
        measured.results().of(title).stream()
            .map(Result::conditions)
            .distinct()
            .collect(Collectors.joining("; "));
    if (!conditions.isEmpty()) {
      line("");
      line(conditions + ".");
      line("");
      command(title);
    }
  }

  private void means(List<Result> all) {
    table("method | of | time | ± | B | line | × " + OURS, "---|---|---:|---:|---:|---:|---:");
    for (Result result : all) {
      row(
          result.method(),
          result.values(),
          Text.time(result.nanos().value()),
          Text.percent(result.nanos()),
          Text.bytes(result.bytes()),
          result.lineNanos(),
          ours(all, result)
              .map(ours -> Text.number(result.nanos().value() / ours.nanos().value()))
              .orElse(""));
    }
  }

  /**
   * Returns our result that another one is compared to: of the method that is called as we are, as
   * a ring is by default, else the fastest.
   */
  private static Optional<Result> ours(List<Result> all, Result other) {
    return all.stream()
        .filter(result -> result.method().startsWith(OURS))
        .filter(result -> result.isComparableWith(other))
        .min(
            Comparator.comparing((Result result) -> !result.method().equals(OURS))
                .thenComparing(result -> !isDefault(result, other))
                .thenComparing(result -> result.nanos().value()));
  }

  private static boolean isDefault(Result ours, Result other) {
    return ours.parameters().entrySet().stream()
        .filter(own -> !other.parameters().containsKey(own.getKey()))
        .allMatch(own -> DEFAULTS.contains(own.getValue()));
  }

  private void tails() {
    line("");
    line(
        "Single calls with the clock that measures them. The last three are ratios of p99.9 to idle:"
            + " of all iterations, and of those in which the cores were near each other, or far."
            + " Hairspring's reader in a loop keeps to the pace of its collector, a hundred collections a"
            + " second, and so are its aims judged; in the methods called Unbounded it does not.");
    table(
        "method | beside | p50 | p99 | p99.9 | p99.99 | max | line | × idle | near | far",
        "---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:");
    for (Result result : measured.results().of(TAIL)) {
      String[] cells = new String[11];
      cells[0] = result.method();
      cells[1] = result.values();
      for (int i = 0; i < PERCENTILES.size(); i++) {
        cells[2 + i] = Text.time(result.percentileNanos(PERCENTILES.get(i)));
      }
      double idleNanos =
          measured
              .find(TAIL + "." + result.method() + " idle")
              .map(idle -> idle.percentileNanos("99.9"))
              .orElse(Double.NaN);
      cells[7] = result.lineNanos();
      cells[8] = Text.number(result.percentileNanos("99.9") / idleNanos);
      cells[9] = Text.number(result.calls().nanosAt(0.999, Distance.NEAR) / idleNanos);
      cells[10] = Text.number(result.calls().nanosAt(0.999, Distance.FAR) / idleNanos);
      row(cells);
    }
  }

  private void program(String name, List<String> lines) {
    line("");
    line("## " + name);
    line("");
    command(name);
    line("");
    lines.forEach(this::line);
  }

  private void command(String name) {
    line("Measured by `bin/benchmark " + name + "`.");
  }

  private void table(String columns, String alignment) {
    line("");
    row(columns);
    line("|" + alignment + "|");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}
