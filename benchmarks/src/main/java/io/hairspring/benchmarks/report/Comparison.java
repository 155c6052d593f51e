package io.hairspring.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openjdk.jmh.Main;

/**
 * Runs the benchmarks that a command line asks for and writes what came out to {@code results/}:
 * JMH's JSON and a {@link Page} in Markdown and in HTML, all anew whenever a benchmark has ended. A
 * run that is stopped loses the one that was running; the next finds the others by {@link Kept}.
 *
 * <p>Ends with 0, with 1 if something failed or gave no result, and with 2 if nobody can do what is
 * asked for. An aim that is missed is a result.
 */
public final class Comparison {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  private final Path folder;
  private final Kept kept;
  private final Function<Boolean, List<Program>> programs;
  private final PrintStream out;
  private final PrintStream err;
  private final String name = LocalDateTime.now(ZoneId.systemDefault()).format(NAME);
  private final ArrayNode results = new ObjectMapper().createArrayNode();
  private final Map<String, List<String>> written = new LinkedHashMap<>();
  private final List<String> failed = new ArrayList<>();
  private boolean over;

  /**
   * Creates one.
   *
   * @param folder where it writes to, made if need be
   * @param programs returns those of a quick run, or of a whole one
   */
  Comparison(
      Path folder,
      Kept kept,
      Function<Boolean, List<Program>> programs,
      PrintStream out,
      PrintStream err) {
    this.folder = folder;
    this.kept = kept;
    this.programs = programs;
    this.out = out;
    this.err = err;
  }

  /** Runs what the arguments, ours and JMH's, ask for. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Path folder = Path.of("results");
    Kept kept = Kept.of(folder.resolve("kept"), Path.of(System.getProperty("java.class.path")));
    System.exit(new Comparison(folder, kept, Program::all, out, err).run(arguments));
  }

  int run(String... arguments) throws IOException {
    Order order;
    try {
      order = Order.of(programs, arguments);
    } catch (IllegalArgumentException refused) {
      err.println("benchmark: " + refused.getMessage());
      return REFUSED;
    }
    switch (order.does()) {
      case TELL -> {
        Main.main(order.jmh().toArray(String[]::new));
        return 0;
      }
      case CHECK -> {
        return check();
      }
      default -> {
        return measure(order);
      }
    }
  }

  private int check() throws IOException {
    Optional<LastRun> last = LastRun.in(folder);
    if (last.isEmpty()) {
      err.println("benchmark: nothing is in " + folder + "/; run bin/benchmark first");
    }
    Measured measured = last.isEmpty() ? LastRun.NONE : last.get().measured();
    last.ifPresent(run -> out.println(run.page()));
    Aims.ALL.forEach(aim -> out.println(Page.plain(aim, measured)));
    return 0;
  }

  private int measure(Order order) throws IOException {
    Files.createDirectories(folder);
    err.println("benchmark: writing " + file(".html") + ", .md and .json");
    TimeLeft left =
        new TimeLeft(order.steps().size(), order.steps().stream().mapToDouble(Step::seconds).sum());
    List<Step> rest = new ArrayList<>();
    for (Step step : order.steps()) {
      Optional<String> found = order.fresh() ? Optional.empty() : kept.find(step, order.options());
      if (found.isPresent()) {
        left.spared(step.seconds());
        add(step, found.get());
      } else {
        rest.add(step);
      }
    }
    if (rest.size() < order.steps().size()) {
      err.println("benchmark: some was measured before; --fresh measures it again");
    }
    write();
    for (Step step : rest) {
      err.println("benchmark: " + left + ": " + step.name());
      long start = System.nanoTime();
      measure(step, order);
      left.took(step.seconds(), (System.nanoTime() - start) / NANOS_PER_SECOND);
      write();
    }
    over = true;
    write();
    out.println();
    out.print(markdown());
    return failed.isEmpty() ? 0 : FAILED;
  }

  private void measure(Step step, Order order) throws IOException {
    Optional<String> result = Optional.empty();
    try {
      result = step.run(out);
    } catch (Exception failure) { // the others are measured all the same
      err.println("benchmark: " + failure.getMessage());
    }
    if (result.isPresent()) {
      kept.keep(step, order.options(), result.get());
      add(step, result.get());
    } else {
      failed.add(step.name());
    }
  }

  private void add(Step step, String result) throws IOException {
    if (step.isJmh()) {
      new ObjectMapper().readTree(result).forEach(results::add);
    } else {
      written.put(step.name(), result.lines().toList());
    }
  }

  private void write() throws IOException {
    Files.writeString(file(".json"), results.toPrettyString() + "\n");
    String page = markdown();
    Files.writeString(file(".md"), page);
    Files.writeString(file(".html"), Html.of(page, Charts.of(measured())));
  }

  private Path file(String ending) {
    return folder.resolve(name + ending);
  }

  private String markdown() throws IOException {
    return Page.of(Machine.current(), measured());
  }

  private Measured measured() throws IOException {
    return new Measured(Results.read(results.toString()), written, over, failed);
  }
}
