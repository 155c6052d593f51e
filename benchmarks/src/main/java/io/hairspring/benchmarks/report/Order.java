package io.hairspring.benchmarks.report;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
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
 * What the command line asks for: our own options, and patterns and options as JMH takes them.
 *
 * @param does what to do
 * @param fresh whether what was kept is measured again
 * @param jmh what JMH is given, without patterns
 * @param options what results depend on beside the step
 */
record Order(Does does, boolean fresh, List<String> jmh, String options, List<Step> steps) {
  private static final List<String> BRIEFLY =
      List.of("-f", "1", "-wi", "1", "-w", "1", "-i", "1", "-r", "1");

  private static final String VIRTUAL = ".VirtualThreadBenchmark.";
  private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  /** What to do. */
  enum Does {
    /** Measure, and write a page. */
    MEASURE,
    /** Let JMH tell something, such as its profilers. */
    TELL,
    /** Say what became of the aims in the last run. */
    CHECK
  }

  /**
   * Reads a command line.
   *
   * @param programs returns those of a quick run, or of a whole one
   * @throws IllegalArgumentException if nobody can do what it asks for
   */
  static Order of(Function<Boolean, List<Program>> programs, String... arguments) {
    List<String> jmh = new ArrayList<>();
    boolean quick = false;
    boolean fresh = false;
    boolean check = false;
    for (Iterator<String> all = Arrays.asList(arguments).iterator(); all.hasNext(); ) {
      String argument = all.next();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--fresh" -> fresh = true;
        case "--check" -> check = true;
        case "--only" -> jmh.add(name(all));
        default -> jmh.add(argument);
      }
    }
    if (check) {
      if (arguments.length > 1) {
        throw new IllegalArgumentException("--check measures nothing; expected it alone");
      }
      return new Order(Does.CHECK, false, List.of(), "", List.of());
    }
    if (quick) {
      jmh.addAll(0, BRIEFLY);
    }
    return of(jmh, fresh, programs.apply(quick));
  }

  private static String name(Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("--only was given alone; expected a pattern after it");
    }
    return rest.next();
  }

  private static Order of(List<String> jmh, boolean fresh, List<Program> programs) {
    CommandLineOptions given = parsed(jmh);
    if (given.shouldHelp()
        || given.shouldList()
        || given.shouldListWithParams()
        || given.shouldListProfilers()
        || given.shouldListResultFormats()) {
      return new Order(Does.TELL, false, jmh, "", List.of());
    }
    check(given);
    List<String> options = new ArrayList<>(jmh);
    given.getIncludes().forEach(options::remove);
    return new Order(
        Does.MEASURE,
        fresh,
        jmh,
        String.join(" ", options),
        steps(given, parsed(options), programs)); // each step adds a pattern of its own
  }

  private static CommandLineOptions parsed(List<String> arguments) {
    try {
      return new CommandLineOptions(arguments.toArray(String[]::new));
    } catch (CommandLineOptionException unknown) {
      throw new IllegalArgumentException(unknown.getMessage(), unknown);
    }
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

  private static List<Step> steps(
      CommandLineOptions given, CommandLineOptions plain, List<Program> programs) {
    Options options =
        new OptionsBuilder()
            .parent(plain)
            .addProfiler("gc")
            .addProfiler(LineProfiler.class)
            .build();
    List<String> includes = given.getIncludes();
    List<String> excludes = given.getExcludes();
    List<Step> steps = new ArrayList<>();
    try {
      programs.stream()
          .filter(program -> includes.isEmpty() || includes.stream().anyMatch(program::matches))
          .filter(program -> excludes.stream().noneMatch(program::matches))
          .forEach(steps::add);
      BenchmarkList.defaultList().find(silent(), includes, excludes).stream()
          .filter(entry -> HAS_VIRTUAL_THREADS || !entry.getUsername().contains(VIRTUAL))
          .forEach(entry -> steps.addAll(JmhStep.of(entry, options)));
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          "pattern " + malformed.getPattern() + " is malformed: " + malformed.getDescription(),
          malformed);
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark matches " + includes + "; -l lists those of JMH");
    }
    return List.copyOf(steps);
  }

  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }
}
