package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final String BRIEFLY = "-f 0 -t 1 -wi 0 -i 1 -r 5ms -v SILENT ";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Callable<List<Footprint>> memory, String arguments) throws Exception {
    return new Comparison(folder.resolve("results"), memory, stream(out), stream(err))
        .run(arguments.split(" "));
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
    int status = run(List::of, BRIEFLY + "[.]CounterBenchmark.limitPlainField$");

    assertThat(status).isZero();
    assertThat(written(".md")).contains("## CounterBenchmark").contains("| limitPlainField |");
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(written(".md"));
    assertThat(written(".md")).doesNotContain("not over");
    assertThat(Results.read(written(".json")).classes()).containsExactly("CounterBenchmark");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("benchmark: writing ");
  }

  @Test
  void memoryAloneIsMeasuredWithoutJmh() throws Exception {
    Footprint print = new Footprint(Footprint.COUNTER, "Hairspring", 166);

    assertThat(run(() -> List.of(print), "MemoryFootprint")).isZero();
    assertThat(written(".md"))
        .contains(print.line())
        .contains("| heap of a counter series | 166 B");
  }

  @Test
  void memoryThatCouldNotBeMeasuredFailsAndTheRestIsMeasured() throws Exception {
    int status =
        run(
            () -> {
              throw new IOException("MemoryFootprint ended with 137");
            },
            BRIEFLY + "[.]CounterBenchmark.limitPlainField$|MemoryFootprint");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("MemoryFootprint ended with 137");
    assertThat(written(".md")).contains("| limitPlainField |").contains("- MemoryFootprint");
  }

  @Test
  void aBenchmarkWithoutAResultFailsTheRun() throws Exception {
    int status = run(List::of, BRIEFLY + "EventRingBenchmark.hairspring$ -p wait=NO_SUCH_WAY");

    assertThat(status).isEqualTo(1);
    assertThat(written(".md")).contains("- EventRingBenchmark.hairspring NO_SUCH_WAY");
  }

  @Test
  void whatNobodyCanDoIsRefusedInOneLineAndWritesNothing() throws Exception {
    assertThat(run(List::of, "-bm thrpt")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("benchmark: -bm ").hasLineCount(1);
    assertThat(out.size()).isZero();
    assertThat(folder).isEmptyDirectory();
  }
}
