package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final String BRIEFLY = "-f 0 -t 1 -wi 0 -i 1 -r 5ms -v SILENT ";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Program.Action memory, String arguments) throws Exception {
    Program program = new Program(Footprint.PROGRAM, 1, List.of(), memory);
    return new Comparison(
            folder.resolve("results"),
            new Kept(folder.resolve("kept")),
            quick -> List.of(program),
            stream(out),
            stream(err))
        .run(arguments.split(" "));
  }

  private static List<String> nothing(List<String> arguments, PrintStream out) {
    return List.of();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String written(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      Path file = files.filter(path -> path.toString().endsWith(ending)).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  @Test
  void aRunWritesWhatItShows() throws Exception {
    int status = run(ComparisonTest::nothing, BRIEFLY + "[.]CounterBenchmark.limitPlainField$");

    assertThat(status).isZero();
    assertThat(written(".md")).contains("## CounterBenchmark").contains("| limitPlainField |");
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(written(".md"));
    assertThat(written(".md")).doesNotContain("not over");
    assertThat(written(".html")).contains("<svg").contains("limitPlainField</td>");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("benchmark: 0 of 1 done, 1 min left");
    assertThat(Results.read(written(".json")).classes()).containsExactly("CounterBenchmark");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("benchmark: writing ");
  }

  @Test
  void memoryAloneIsMeasuredWithoutJmh() throws Exception {
    Footprint print = new Footprint(Footprint.COUNTER, "Hairspring", 166);

    assertThat(run((arguments, told) -> List.of(print.line()), "MemoryFootprint")).isZero();
    assertThat(written(".md"))
        .contains(print.line())
        .contains("| heap of a counter series | 166 B");
  }

  @Test
  void memoryThatCouldNotBeMeasuredFailsAndTheRestIsMeasured() throws Exception {
    int status =
        run(
            (arguments, told) -> {
              throw new IOException("MemoryFootprint ended with 137");
            },
            BRIEFLY + "[.]CounterBenchmark.limitPlainField$|MemoryFootprint");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("MemoryFootprint ended with 137");
    assertThat(written(".md")).contains("| limitPlainField |").contains("- MemoryFootprint");
  }

  @Test
  void aBenchmarkWithoutAResultFailsTheRun() throws Exception {
    int status =
        run(
            ComparisonTest::nothing,
            BRIEFLY + "EventRingBenchmark.hairspring$ -p wait=NO_SUCH_WAY");

    assertThat(status).isEqualTo(1);
    assertThat(written(".md")).contains("- EventRingBenchmark.hairspring NO_SUCH_WAY");
  }

  @Test
  void whatWasMeasuredIsNotMeasuredAgainUnlessItIsToBe() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Program.Action counting = (arguments, told) -> List.of("run " + runs.incrementAndGet());

    run(counting, "MemoryFootprint");
    run(counting, "MemoryFootprint");
    assertThat(runs).hasValue(1);
    assertThat(written(".md")).contains("\nrun 1\n");

    run(counting, "--fresh MemoryFootprint");
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatFailedIsMeasuredAgain() throws Exception {
    run(
        (arguments, told) -> {
          throw new IOException("no memory");
        },
        "MemoryFootprint");

    assertThat(run(ComparisonTest::nothing, "MemoryFootprint")).isZero();
  }

  @Test
  void aCheckSaysWhatBecameOfEveryAimInTheLastRun() throws Exception {
    Footprint print = new Footprint(Footprint.COUNTER, "Hairspring", 171);
    run((arguments, told) -> List.of(print.line()), "MemoryFootprint");
    out.reset();

    assertThat(run(ComparisonTest::nothing, "--check")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
        .hasSameSizeAs(Aims.ALL)
        .contains("missed: heap of a counter series, 171 B, at most 170 B")
        .contains("not measured: counter / LongAdder, at most 0.9");
  }

  @Test
  void aCheckOfNothingSaysThatNothingWasMeasured() throws Exception {
    assertThat(run(ComparisonTest::nothing, "--check")).isZero();

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("run bin/benchmark first");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSameSizeAs(Aims.ALL)
        .allMatch(line -> line.startsWith("not measured"));
  }

  @Test
  void whatNobodyCanDoIsRefusedInOneLineAndWritesNothing() throws Exception {
    assertThat(run(ComparisonTest::nothing, "-bm thrpt")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("benchmark: -bm ").hasLineCount(1);
    assertThat(out.size()).isZero();
    assertThat(folder).isEmptyDirectory();
  }
}
