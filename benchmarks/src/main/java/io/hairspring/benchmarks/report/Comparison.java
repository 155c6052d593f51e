package io.hairspring.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks that a command line asks for and writes what came out to {@code results/}:
 * JMH's JSON and a {@link Page}, both anew whenever a benchmark has ended, so that a run which is
 * stopped loses the one that was running.
 *
 * <p>Ends with 0, with 1 if something failed or gave no result, and with 2 if nobody can do what is
 * asked for. An aim that is missed is a result.
 */
public final class Comparison {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  private final Path folder;
  private final Callable<List<Footprint>> memory;
  private final PrintStream out;
  private final PrintStream err;
  private final String name = LocalDateTime.now(ZoneId.systemDefault()).format(NAME);
  private List<Footprint> footprints = List.of();
  private boolean memoryFailed;
  private boolean over;
  private Progress progress;

  /**
   * Creates one.
   *
   * @param folder where it writes to, made if need be
   * @param memory measures {@code MemoryFootprint}
   */
  Comparison(Path folder, Callable<List<Footprint>> memory, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.memory = memory;
    this.out = out;
    this.err = err;
  }

  /** Runs what the arguments, JMH's, ask for. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Path results = Path.of("results");
    System.exit(new Comparison(results, Comparison::memory, out, err).run(arguments));
  }

  int run(String... arguments) throws IOException {
    Order order;
    try {
      order = Order.of(arguments);
    } catch (IllegalArgumentException refused) {
      err.println("benchmark: " + refused.getMessage());
      return REFUSED;
    }
    if (order.lists()) {
      Main.main(arguments);
      return 0;
    }
    progress =
        new Progress(
            OutputFormatFactory.createFormatInstance(
                out, order.options().verbosity().orElse(VerboseMode.NORMAL)),
            this::write);
    Files.createDirectories(folder);
    err.println("benchmark: writing " + file(".md") + " and " + file(".json"));
    boolean whole = measure(order);
    over = true;
    write();
    out.println();
    out.print(page());
    return whole && withoutResult().isEmpty() ? 0 : FAILED;
  }

  private boolean measure(Order order) {
    if (order.memory()) {
      measureMemory();
    }
    write();
    try {
      if (order.benchmarks() > 0) {
        new Runner(order.options(), progress.listener()).run();
      }
      return true;
    } catch (RunnerException failed) {
      err.println("benchmark: " + failed.getMessage());
      return false;
    }
  }

  private void measureMemory() {
    err.println("benchmark: measuring memory");
    try {
      footprints = memory.call();
    } catch (Exception failed) { // JMH's benchmarks are measured all the same
      err.println("benchmark: " + failed.getMessage());
      memoryFailed = true;
    }
  }

  private List<String> withoutResult() {
    return Stream.concat(
            memoryFailed ? Stream.of("MemoryFootprint") : Stream.empty(),
            progress.withoutResult().stream())
        .toList();
  }

  private void write() {
    try {
      Files.writeString(file(".json"), progress.json());
      Files.writeString(file(".md"), page());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Path file(String ending) {
    return folder.resolve(name + ending);
  }

  private String page() {
    try {
      Results results = Results.read(progress.json());
      return Page.of(Machine.current(), new Measured(results, footprints, over, withoutResult()));
    } catch (IOException impossible) { // it is read from a string
      throw new UncheckedIOException(impossible);
    }
  }

  /** Measures memory in a JVM whose collector moves everything together. */
  private static List<Footprint> memory() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.hairspring.benchmarks.MemoryFootprint")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Footprint> measured;
    try (BufferedReader table = process.inputReader(StandardCharsets.UTF_8)) {
      measured = Footprint.read(table.lines().toList());
    }
    if (process.waitFor() != 0) {
      throw new IOException("MemoryFootprint ended with " + process.exitValue());
    }
    return measured;
  }
}
