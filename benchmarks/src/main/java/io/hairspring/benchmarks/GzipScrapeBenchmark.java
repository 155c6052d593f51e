package io.hairspring.benchmarks;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One scrape over HTTP in text 0.0.4 and gzip, one at a time, of 100 000 counters or 10 000
 * latencies with 12 buckets: from the metrics server, and from one on the same Undertow that
 * renders the same and deflates all of it by zlib's fastest level ({@code zlib}). Between two
 * scrapes, while no clock runs, every series is written once, or each tenth, or a tenth of them in
 * a row, or none. The client reads the bytes and does not decode them.
 *
 * <p>Beside the time: how many bytes came, and the processor time of the whole process meanwhile,
 * {@code cpuNanos}, its client and collector of garbage included, each to be divided by {@code
 * scrapes}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
public class GzipScrapeBenchmark {
  private static final int COUNTERS = 100_000;
  private static final int HISTOGRAMS = 10_000;
  private static final int PART = 10;

  /** What the series are. */
  @Param({"counter", "histogram"})
  private String kind;

  /** Which of them are written between two scrapes. */
  @Param({"none", "row", "tenth", "all"})
  private String changed;

  private int round;

  private MetricsCollector metrics() {
    return HairspringSetUp.collector(COUNTERS);
  }

  private LongConsumer[] fill(MetricsCollector metrics) {
    return ScrapedRegistries.fill(metrics, kind, kind.equals("counter") ? COUNTERS : HISTOGRAMS);
  }

  private void change(LongConsumer[] series) {
    round++;
    switch (changed) {
      case "all" -> change(series, 0, series.length, 1);
      case "tenth" -> change(series, round % PART, series.length, PART);
      case "row" -> change(series, 0, series.length / PART, 1);
      default -> {}
    }
  }

  private void change(LongConsumer[] series, int start, int end, int step) {
    for (int i = start; i < end; i += step) {
      series[i].accept(ScrapedRegistries.change(i + round));
    }
  }

  /** A server over a filled collector, and its client. */
  @State(Scope.Benchmark)
  public abstract static class Served {
    private MetricsCollector metrics;
    private LongConsumer[] series;
    private AutoCloseable server;
    private ScrapeClient client;

    abstract AutoCloseable start(MetricsCollector metrics) throws IOException;

    abstract int port(AutoCloseable server);

    /** Makes and writes the series, and connects. */
    @Setup
    public void serve(GzipScrapeBenchmark benchmark) throws IOException {
      metrics = benchmark.metrics();
      series = benchmark.fill(metrics);
      server = start(metrics);
      client = new ScrapeClient(port(server), "/metrics");
    }

    /** Writes what changes. */
    @Setup(Level.Invocation)
    public void change(GzipScrapeBenchmark benchmark) {
      benchmark.change(series);
    }

    int scrape(Costs costs) throws IOException {
      return costs.add(client);
    }

    /** Ends client, server and collector. */
    @TearDown
    public void stop() throws Exception {
      client.close();
      server.close();
      metrics.close();
    }
  }

  /** Ours. */
  public static class Hairspring extends Served {
    @Override
    AutoCloseable start(MetricsCollector metrics) {
      return MetricsServer.builder(metrics).port(0).start();
    }

    @Override
    int port(AutoCloseable server) {
      return ((MetricsServer) server).port();
    }
  }

  /** The same text in one stream of zlib. */
  public static class Zlib extends Served {
    @Override
    AutoCloseable start(MetricsCollector metrics) {
      return new ZlibServer(metrics);
    }

    @Override
    int port(AutoCloseable server) {
      return ((ZlibServer) server).port();
    }
  }

  /** What scrapes cost, but for what is written in between. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Costs {
    /** How many scrapes there were. */
    public long scrapes;

    /** How many bytes of gzip came. */
    public long bytes;

    /** Processor time of the process in nanoseconds. */
    public long cpuNanos;

    private final com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    int add(ScrapeClient client) throws IOException {
      long before = system.getProcessCpuTime();
      int length = client.scrape();
      cpuNanos += system.getProcessCpuTime() - before;
      bytes += length;
      scrapes++;
      return length;
    }
  }

  @Benchmark
  public int hairspring(Hairspring hairspring, Costs costs) throws IOException {
    return hairspring.scrape(costs);
  }

  @Benchmark
  public int zlib(Zlib zlib, Costs costs) throws IOException {
    return zlib.scrape(costs);
  }
}
