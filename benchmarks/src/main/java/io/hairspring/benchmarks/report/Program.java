package io.hairspring.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A benchmark that is a main and writes Markdown: what JMH cannot measure.
 *
 * @param name its class, within the benchmarks
 * @param seconds that it takes, roughly
 * @param arguments that it is given
 */
record Program(String name, double seconds, List<String> arguments, Action action) implements Step {
  private static final String ROOT = "io.hairspring.benchmarks.";
  private static final String SERIAL = "-XX:+UseSerialGC";

  /** Does it, in a JVM of its own or not. */
  interface Action {
    List<String> run(List<String> arguments, PrintStream out) throws Exception;
  }

  /** Returns all, for a whole run or a quick one. */
  static List<Program> all(boolean quick) {
    return List.of(
        jvm(Footprint.PROGRAM, 40, SERIAL, "-Xmx2g"),
        jvm(ProgramAims.THREADS, 90, SERIAL, "-Xmx3g").given(quick, 20, "1", "200"),
        jvm("HeatFootprint", 60, SERIAL, "-Xmx3g").given(quick, 30, "cold"),
        jvm(ProgramAims.WRITERS, 40, "-XX:ActiveProcessorCount=64", SERIAL, "-Xmx3g")
            .given(quick, 10, "1", "64"),
        jvm("SeriesScaling", 60, SERIAL, "-Xmx2g"),
        jvm("RingIdleCost", 90),
        jvm(ProgramAims.TAILS, 900).given(quick, 60, "quick"),
        jvm("load." + ProgramAims.PEERS, 1900).given(quick, 45, "quick"));
  }

  private static Program jvm(String main, double seconds, String... options) {
    return new Program(
        main.substring(main.lastIndexOf('.') + 1),
        seconds,
        List.of(),
        (arguments, out) -> fork(List.of(options), ROOT + main, arguments, out));
  }

  private Program given(boolean quick, double quickSeconds, String... quickArguments) {
    return quick ? new Program(name, quickSeconds, List.of(quickArguments), action) : this;
  }

  boolean matches(String pattern) {
    return Pattern.compile(pattern).matcher(ROOT + name + ".main").find();
  }

  @Override
  public String settings() {
    return String.join(" ", arguments);
  }

  @Override
  public boolean isJmh() {
    return false;
  }

  @Override
  public Optional<String> run(PrintStream out) throws Exception {
    return Optional.of(String.join("\n", action.run(arguments, out)));
  }

  private static List<String> fork(
      List<String> options, String main, List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        out.println(line);
        lines.add(line);
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(main + " ended with " + process.exitValue());
    }
    return lines;
  }
}
