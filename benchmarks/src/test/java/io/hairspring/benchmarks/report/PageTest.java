package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Machine MACHINE =
      new Machine(
          "Some Processor", 2, "Linux 6.1", LocalDate.of(2026, 11, 21), List.of("A 1", "B 2"));

  private static String page(Measured measured) {
    return Page.of(MACHINE, measured);
  }

  /** Returns what stands below a heading, up to the next. */
  private static String section(String page, String heading) {
    String after = page.substring(page.indexOf("## " + heading + "\n") + heading.length() + 4);
    return after.split("\n## ", 2)[0].strip();
  }

  @Test
  void theHeadSaysWhereAndWhenItWasMeasured() throws IOException {
    assertThat(page(new JmhJson().mean("CounterBenchmark.hairspring", 3, 0).measured()))
        .startsWith(
            """
            # Benchmarks

            - Machine: 2 × Some Processor, Linux 6.1
            - Date: 2026-11-21
            - Versions: A 1, B 2
            - JDK: Some VM 17+1
            """);
  }

  @Test
  void aimsSayWhatBecameOfThemAndWhichWereNotMeasured() throws IOException {
    String page =
        page(
            new JmhJson()
                .mean("CounterBenchmark.hairspring", 3, 0.3)
                .mean("CounterBenchmark.jdkLongAdder", 4, 0.2)
                .mean("CounterBenchmark.prometheusClient", 3.8, Double.NaN)
                .measured(new Footprint(Footprint.COUNTER, "Hairspring", 166)));

    assertThat(section(page, "Aims"))
        .startsWith(
            """
            | what | measured | at most | |
            |---|---:|---:|---|
            | counter / LongAdder | 0.75 (0.643 to 0.868) | 0.9 | reached |
            | counter / client_java | 0.789 | 0.75 | **missed** |
            | counter / LongAdder, one thread |  | 1 | not measured |
            """)
        .contains("| heap of a counter series | 166 B | 170 B | reached |")
        .contains("| mvn -B verify |  | 6 min | not measured: time it |");
  }

  @Test
  void meanTimesStandBesideOurs() throws IOException {
    String page =
        page(
            new JmhJson()
                .mean("CounterBenchmark.hairspring", 2, 0.1)
                .mean("CounterBenchmark.hairspringOther", 1, 0.1)
                .mean("CounterBenchmark.openTelemetry", "", 1, 3000, Double.NaN, 24)
                .measured());

    assertThat(section(page, "CounterBenchmark"))
        .isEqualTo(
            """
            2 threads, 3 forks, after 3 × 1 s warming up 3 × 1 s; 1 thread, 3 forks, after 3 × 1 s warming up 3 × 1 s.

            Measured by `bin/benchmark CounterBenchmark`.

            | method | of | time | ± | B | line | × hairspring |
            |---|---|---:|---:|---:|---:|---:|
            | hairspring |  | 2 ns | 5 % | 0.00 |  | 1 |
            | hairspringOther |  | 1 ns | 10 % | 0.00 |  | 0.5 |
            | openTelemetry |  | 3 µs |  | 24.00 |  | 1500 |""");
  }

  @Test
  void whatHasFewerParametersIsComparedToOursAsItIsByDefault() throws IOException {
    String page =
        page(
            new JmhJson()
                .mean("LoadBenchmark.hairspring", ring("DROP", 400), 2, 10, 0, 0)
                .mean("LoadBenchmark.hairspring", ring("RECORD_INLINE", 400), 2, 20, 0, 0)
                .mean("LoadBenchmark.hairspring", ring("RECORD_INLINE", 0), 2, 50, 0, 0)
                .mean("LoadBenchmark.queue", "\"pause\" : \"400\"", 2, 80, 0, 0)
                .mean("LoadBenchmark.queue", "\"pause\" : \"0\"", 2, 100, 0, 0)
                .measured());

    assertThat(section(page, "LoadBenchmark"))
        .contains("| queue | 400 | 80 ns | 0 % | 0.00 |  | 4 |")
        .contains("| queue | 0 | 100 ns | 0 % | 0.00 |  | 2 |");
  }

  private static String ring(String overflow, int pause) {
    return "\"overflow\" : \"%s\", \"pause\" : \"%d\", \"wait\" : \"PARK\""
        .formatted(overflow, pause);
  }

  @Test
  void withoutOneOfOursNothingIsCompared() throws IOException {
    String page = page(new JmhJson().mean("CounterBenchmark.jdkLongAdder", 4, 0).measured());

    assertThat(section(page, "CounterBenchmark"))
        .endsWith("| jdkLongAdder |  | 4 ns | 0 % | 0.00 |  |  |");
  }

  @Test
  void tailsAreComparedToIdleAndPartedByDistance() throws IOException {
    String page =
        page(
            new JmhJson()
                .tail("hairspring", "idle", 100)
                .tail(
                    "hairspring",
                    "scraped",
                    250,
                    "[ [ [ [ 120, 1000 ] ], [ [ 300, 1000 ] ] ] ]",
                    "[ [ 35, 150 ] ]")
                .tail("spectator", "scraped", 2_000)
                .measured());

    assertThat(section(page, "RecordTailBenchmark"))
        .endsWith(
            """
            | method | beside | p50 | p99 | p99.9 | p99.99 | max | line | × idle | near | far |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            | hairspring | idle | 100 ns | 100 ns | 100 ns | 100 ns | 100 ns |  | 1 |  |  |
            | hairspring | scraped | 250 ns | 250 ns | 250 ns | 250 ns | 250 ns | 35 to 150 | 2.5 | 1.2 | 3 |
            | spectator | scraped | 2 µs | 2 µs | 2 µs | 2 µs | 2 µs |  |  |  |  |""");
  }

  @Test
  void whatFailedIsNamed() throws IOException {
    String page =
        page(new Measured(new JmhJson().results(), Map.of(), true, List.of("A.m PARK", "B.n")));

    assertThat(section(page, "Without a result")).endsWith("- A.m PARK\n- B.n");
  }

  @Test
  void aRunOfNothingStillSaysWhatIsMissing() throws IOException {
    String page = page(new JmhJson().measured());

    assertThat(section(page, "Aims").lines().skip(2)).hasSameSizeAs(Aims.ALL);
    assertThat(page).contains("| counter / LongAdder |  | 0.9 | not measured |");
    assertThat(page).doesNotContain("- JDK").doesNotContain("## Without");
  }

  @Test
  void aRunThatIsNotOverSaysSo() throws IOException {
    Results results = new JmhJson().results();

    assertThat(page(new Measured(results, Map.of(), false, List.of()))).contains("not over");
    assertThat(page(new Measured(results, Map.of(), true, List.of()))).doesNotContain("not over");
  }

  @Test
  void whatAProgramWroteIsThereWithItsCommand() throws IOException {
    Footprint print = new Footprint(Footprint.LATENCY, "Dropwizard", 95_490);

    assertThat(section(page(new JmhJson().measured(print)), "MemoryFootprint"))
        .isEqualTo("Measured by `bin/benchmark MemoryFootprint`.\n\n" + print.line());
  }
}
