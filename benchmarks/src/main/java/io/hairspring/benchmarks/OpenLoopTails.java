package io.hairspring.benchmarks;

import io.hairspring.benchmarks.report.Estimate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * Record calls that come at a fixed rate, whatever the last one took: from when a call was to begin
 * until it was over. What a late call holds up counts for all that waited, which {@link
 * RecordTailBenchmark} leaves out. Idle, scraped, and reset; all libraries are read at the same
 * rate.
 *
 * <p>A main; writes a Markdown table to standard output, of medians of fresh JVMs in turn and their
 * spread, in nanoseconds. Takes {@code quick} for one JVM of two seconds each. {@code
 * emptyMeasurement} records nothing: what is in its line is the loop's, the clock's and the
 * machine's. The last two columns are of a control thread that sleeps for a millisecond again and
 * again, and tells by how much too long: pauses of the machine and of the JVM, which every call
 * feels.
 */
public final class OpenLoopTails {
  private static final int JVMS = 3;
  private static final int SECONDS = 5;
  private static final String QUICK = "quick";
  private static final String[] COLUMNS = {
    "subject", "beside", "p50", "p99", "p99.9", "p99.99", "max", "control p99.9", "control max"
  };

  private OpenLoopTails() {}

  /** Measures everything, or in a JVM of its own one subject beside something for some seconds. */
  public static void main(String[] args) throws Exception {
    List<String> given = List.of(args);
    if (given.size() == 3) {
      Surroundings subject = subjects().get(given.get(0)).get();
      long[] nanos = new OpenLoop(subject, given.get(1), Integer.parseInt(given.get(2))).run();
      System.out.println(String.join(" ", Arrays.stream(nanos).mapToObj(Long::toString).toList()));
    } else if (given.isEmpty() || given.equals(List.of(QUICK))) {
      measure(given.isEmpty() ? JVMS : 1, given.isEmpty() ? SECONDS : 1);
    } else {
      System.err.println("OpenLoopTails: " + given + " was given; expected nothing, or quick");
      System.exit(2);
    }
  }

  /** Returns all, called as in {@link RecordTailBenchmark}. */
  static Map<String, Supplier<Surroundings>> subjects() {
    Map<String, Supplier<Surroundings>> all = new LinkedHashMap<>();
    all.put("emptyMeasurement", TailSubjects.Empty::new);
    all.put("hairspring", TailSubjects.HairspringLatency::new);
    all.put("hairspringCounter", TailSubjects.HairspringCounter::new);
    all.put("prometheusClientCounter", TailPeers.PrometheusCounter::new);
    all.put("prometheusClientClassic", TailPeers.PrometheusClassic::new);
    all.put("prometheusClientSummary", TailPeers.PrometheusSummary::new);
    all.put("micrometerPercentiles", TailPeers.MicrometerPercentiles::new);
    all.put("hdrHistogramRecorder", TailPeers.HdrHistogram::new);
    all.put("dropwizard", TailPeers.Dropwizard::new);
    all.put("openTelemetry", TailPeers.OpenTelemetry::new);
    all.put("spectator", TailPeers.Spectator::new);
    return all;
  }

  private static void measure(int jvms, int seconds) throws Exception {
    Map<List<String>, List<long[]>> measured = new LinkedHashMap<>();
    subjects()
        .forEach(
            (name, subject) ->
                besides(subject.get())
                    .forEach(beside -> measured.put(List.of(name, beside), new ArrayList<>())));
    for (int jvm = 0; jvm < jvms; jvm++) {
      for (Map.Entry<List<String>, List<long[]>> one : measured.entrySet()) {
        one.getValue().add(fork(one.getKey(), seconds));
      }
    }
    System.out.println("| " + String.join(" | ", COLUMNS) + " |");
    System.out.println("|---|---|" + "---:|".repeat(COLUMNS.length - 2));
    measured.forEach((name, nanos) -> System.out.println(line(name, nanos)));
  }

  private static List<String> besides(Surroundings subject) {
    return subject instanceof Surroundings.WithReset
        ? List.of("idle", "scraped", "reset")
        : List.of("idle", "scraped");
  }

  private static String line(List<String> name, List<long[]> jvms) {
    StringJoiner cells = new StringJoiner(" | ", "| ", " |");
    name.forEach(cells::add);
    for (int i = 0; i < jvms.get(0).length; i++) {
      int column = i;
      List<Double> figures = jvms.stream().map(nanos -> (double) nanos[column]).toList();
      cells.add(Estimate.median(figures).orElseThrow().text(0));
    }
    return cells.toString();
  }

  private static long[] fork(List<String> name, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(OpenLoopTails.class.getName());
    command.addAll(name);
    command.add("" + seconds);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line;
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      line = said.readLine();
    }
    if (process.waitFor() != 0 || line == null) {
      throw new IOException(name + " ended with " + process.exitValue());
    }
    return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
