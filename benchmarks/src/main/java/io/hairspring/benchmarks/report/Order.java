package io.hairspring.benchmarks.report;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What the command line asks for: patterns and options as JMH takes them.
 *
 * @param lists whether JMH is only to tell something, such as its profilers
 * @param benchmarks how many of JMH's benchmarks the patterns match
 * @param memory whether they match {@code MemoryFootprint}
 */
record Order(Options options, boolean lists, int benchmarks, boolean memory) {
  private static final String MEMORY = "io.hairspring.benchmarks.MemoryFootprint.main";

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if nobody can do what it asks for
   */
  static Order of(String... arguments) {
    CommandLineOptions given;
    try {
      given = new CommandLineOptions(arguments);
    } catch (CommandLineOptionException unknown) {
      throw new IllegalArgumentException(unknown.getMessage(), unknown);
    }
    if (given.shouldHelp()
        || given.shouldList()
        || given.shouldListWithParams()
        || given.shouldListProfilers()
        || given.shouldListResultFormats()) {
      return new Order(given, true, 0, false);
    }
    check(given);
    Options options =
        new OptionsBuilder()
            .parent(given)
            .addProfiler("gc")
            .addProfiler(LineProfiler.class)
            .build();
    return chosen(options);
  }

  private static void check(CommandLineOptions given) {
    refuse("-bm", !given.getBenchModes().isEmpty());
    refuse("-tu", given.getTimeUnit().hasValue());
    refuse("-rf", given.getResultFormat().hasValue());
    refuse("-rff", given.getResult().hasValue());
    refuse("-o", given.getOutput().hasValue());
  }

  private static void refuse(String option, boolean isGiven) {
    if (isGiven) {
      throw new IllegalArgumentException(
          option
              + " does not go with a report; expected it with JMH itself, java -jar"
              + " benchmarks/target/benchmarks.jar");
    }
  }

  private static Order chosen(Options options) {
    List<String> includes = options.getIncludes();
    List<String> excludes = options.getExcludes();
    try {
      int benchmarks = BenchmarkList.defaultList().find(silent(), includes, excludes).size();
      boolean memory =
          (includes.isEmpty() || includes.stream().anyMatch(Order::isInMemory))
              && excludes.stream().noneMatch(Order::isInMemory);
      if (benchmarks == 0 && !memory) {
        throw new IllegalArgumentException(
            "no benchmark matches " + includes + "; -l lists those of JMH");
      }
      return new Order(options, false, benchmarks, memory);
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          "pattern " + malformed.getPattern() + " is malformed: " + malformed.getDescription(),
          malformed);
    }
  }

  private static boolean isInMemory(String pattern) {
    return Pattern.compile(pattern).matcher(MEMORY).find();
  }

  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }
}
