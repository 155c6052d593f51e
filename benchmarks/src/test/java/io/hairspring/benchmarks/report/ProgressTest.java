package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ProgressTest {
  private static final OutputFormat SILENT =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

  private final List<String> withoutResultAtEnds = new ArrayList<>();
  private final Progress progress = new Progress(SILENT, () -> withoutResultAtEnds.add(pending()));

  private String pending() {
    return String.join(", ", progress.withoutResult());
  }

  @Test
  void whatEndedIsKeptAsJmhWritesIt() throws Exception {
    new Runner(brief(), progress.listener()).run();

    assertThat(Results.read(progress.json()).of("CounterBenchmark"))
        .extracting(Result::name)
        .containsExactly("CounterBenchmark.jdkLongAdder", "CounterBenchmark.limitPlainField");
    assertThat(withoutResultAtEnds).containsExactly("", "");
  }

  @Test
  void whatFailedOrWasStoppedHasNoResult() throws RunnerException {
    RunResult[] results = new Runner(brief(), SILENT).run().toArray(RunResult[]::new);
    OutputFormat listener = progress.listener();

    listener.startBenchmark(results[0].getParams());
    listener.endBenchmark(null);
    listener.startBenchmark(results[1].getParams());

    assertThat(progress.withoutResult())
        .containsExactlyInAnyOrder(
            "CounterBenchmark.jdkLongAdder", "CounterBenchmark.limitPlainField");
    assertThat(progress.json().strip()).isEqualTo("[\n]");
  }

  private static Options brief() {
    return new OptionsBuilder()
        .include("[.]CounterBenchmark.(jdkLongAdder|limitPlainField)$")
        .forks(0)
        .threads(1)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(5))
        .build();
  }
}
