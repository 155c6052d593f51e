package io.hairspring.benchmarks;

import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Whether recording became slower: an older jar of the collector against this one, each in a class
 * loader of its own, taking turns in one process. A main; writes a Markdown table of nanoseconds a
 * call, for each of {@link RecordingCalls}: the median of all rounds, the least and the most, and
 * the ratio of medians.
 *
 * <p>The same code may be compiled better in one class loader than in the other, for the rest of
 * the process. So believe a ratio that several processes agree upon, and compare a jar with itself
 * to see what is noise.
 */
public final class AgainstJar {
  private static final int ROUNDS = 41;
  private static final long CALLS = 1 << 18;
  private static final int MOST_THREADS = 2;

  private final Map<String, LongUnaryOperator> before;
  private final Map<String, LongUnaryOperator> now;

  /**
   * Loads both versions.
   *
   * @param jar of the older collector, or a directory of its classes
   */
  AgainstJar(Path jar) throws ReflectiveOperationException, MalformedURLException {
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(
          jar + " is not there; give the jar of an older hairspring-collector");
    }
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    now = load(urls);
    urls.add(0, jar.toUri().toURL());
    before = load(urls);
  }

  @SuppressWarnings("unchecked") // RecordingCalls, of which each loader has its own
  private static Map<String, LongUnaryOperator> load(List<URL> urls)
      throws ReflectiveOperationException {
    // Never closed: classes are loaded from it as long as it is measured.
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Object calls =
        loader.loadClass(RecordingCalls.class.getName()).getDeclaredConstructor().newInstance();
    return ((Supplier<Map<String, LongUnaryOperator>>) calls).get();
  }

  /** Measures the calls of one kind, or of all. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0 || args.length > 2) {
      throw new IllegalArgumentException(
          Arrays.toString(args)
              + " were given; write the path of an older hairspring-collector.jar, and perhaps a"
              + " part of the name of a call");
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new AgainstJar(Path.of(args[0])).compare(out, args.length == 1 ? "" : args[1], ROUNDS, CALLS);
  }

  /** Writes the table of the calls whose names contain {@code part}. */
  void compare(PrintStream out, String part, int rounds, long calls) throws Exception {
    out.printf(
        "| call | threads | before, ns (least to most) | now, ns (least to most) | ratio |%n");
    out.printf("|---|---:|---:|---:|---:|%n");
    for (int threads = 1; threads <= MOST_THREADS; threads++) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        for (String call : now.keySet()) {
          if (call.contains(part)) {
            double[][] nanos = turns(pool, threads, call, rounds, calls);
            out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %s | %.2f |%n",
                call,
                threads,
                text(nanos[0]),
                text(nanos[1]),
                median(nanos[1]) / median(nanos[0]));
          }
        }
      } finally {
        pool.shutdown();
      }
    }
  }

  /** Returns what a call took in each round, sorted: before, and now. */
  private double[][] turns(ExecutorService pool, int threads, String call, int rounds, long calls)
      throws Exception {
    double[][] nanos = new double[2][rounds];
    int warmUp = rounds / 4;
    for (int round = -warmUp; round < rounds; round++) {
      for (int turn = 0; turn < 2; turn++) {
        int version = round + turn & 1; // who begins changes from round to round
        double took = nanos(pool, threads, (version == 0 ? before : now).get(call), calls);
        if (round >= 0) {
          nanos[version][round] = took;
        }
      }
    }
    Arrays.sort(nanos[0]);
    Arrays.sort(nanos[1]);
    return nanos;
  }

  /** Returns the mean of what a call takes several threads that make it at once. */
  private static double nanos(ExecutorService pool, int threads, LongUnaryOperator call, long calls)
      throws Exception {
    List<Future<Long>> took = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      took.add(pool.submit(() -> call.applyAsLong(calls)));
    }
    double sum = 0;
    for (Future<Long> nanos : took) {
      sum += nanos.get();
    }
    return sum / threads / calls;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static String text(double[] sorted) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
  }
}
