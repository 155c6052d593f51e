package io.hairspring.benchmarks;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One scrape in text 0.0.4 of a registry with one family: counters that were written once,
 * latencies with 12 buckets, or latencies with three quantiles, each of 64 values. Nobody writes
 * meanwhile; between two scrapes no series is written, or each once or ten times. What the
 * libraries keep between scrapes, buffers included, they may keep.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScrapeBenchmark {
  private static final int OFTEN = 10;

  /** How many series the family has. */
  @Param({"10000", "100000"})
  private int series;

  /** What they are. */
  @Param({"counter", "histogram", "summary"})
  private String kind;

  /** How often each of them is written between two scrapes, before the clock runs. */
  @Param({"none", "once", "often"})
  private String changed;

  private void change(ScrapedRegistries.Scraped registry) {
    int times =
        switch (changed) {
          case "none" -> 0;
          case "once" -> 1;
          default -> OFTEN;
        };
    for (int i = 0; i < times; i++) {
      registry.change();
    }
  }

  /** A library's registry, filled, and written to between two scrapes. */
  @State(Scope.Benchmark)
  public abstract static class Filled {
    private ScrapedRegistries.Scraped registry;

    abstract ScrapedRegistries.Scraped registry(String kind, int series);

    /** Makes and writes the series. */
    @Setup
    public void fill(ScrapeBenchmark benchmark) {
      registry = registry(benchmark.kind, benchmark.series);
    }

    /** Writes what changes. */
    @Setup(Level.Invocation)
    public void change(ScrapeBenchmark benchmark) {
      benchmark.change(registry);
    }

    int scrape() throws IOException {
      return registry.scrape();
    }
  }

  /** Hairspring with a kept format and a kept buffer, as its server has them. */
  public static class Hairspring extends Filled {
    private final MetricsFormat format = new PrometheusText();
    private final Utf8Buffer out = new Utf8Buffer();

    @Override
    ScrapedRegistries.Scraped registry(String kind, int series) {
      return ScrapedRegistries.hairspring(kind, series, format, out);
    }
  }

  /** client_java. */
  public static class Prometheus extends Filled {
    @Override
    ScrapedRegistries.Scraped registry(String kind, int series) {
      return ScrapedRegistries.prometheus(kind, series);
    }
  }

  /** Micrometer. */
  public static class Micrometer extends Filled {
    @Override
    ScrapedRegistries.Scraped registry(String kind, int series) {
      return ScrapedRegistries.micrometer(kind, series);
    }
  }

  /** The bytes of an answer, and room for a copy. */
  @State(Scope.Benchmark)
  public static class Copy {
    private byte[] answer;
    private byte[] copy;

    /** Renders the answer once. */
    @Setup
    public void render(ScrapeBenchmark benchmark) throws IOException {
      Utf8Buffer out = new Utf8Buffer();
      ScrapedRegistries.hairspring(benchmark.kind, benchmark.series, new PrometheusText(), out)
          .scrape();
      answer = new byte[out.length()];
      out.asByteBuffer().get(answer);
      copy = new byte[answer.length];
    }
  }

  @Benchmark
  public int hairspring(Hairspring hairspring) throws IOException {
    return hairspring.scrape();
  }

  @Benchmark
  public int prometheusClient(Prometheus prometheus) throws IOException {
    return prometheus.scrape();
  }

  @Benchmark
  public int micrometer(Micrometer micrometer) throws IOException {
    return micrometer.scrape();
  }

  @Benchmark
  public byte[] limitCopy(Copy copy) {
    System.arraycopy(copy.answer, 0, copy.copy, 0, copy.answer.length);
    return copy.copy;
  }
}
