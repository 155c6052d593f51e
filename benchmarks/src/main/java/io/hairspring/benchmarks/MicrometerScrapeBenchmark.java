package io.hairspring.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
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
 * The page of 10 000 timers of one name with 64 values each, in text 0.0.4, as Micrometer's
 * Prometheus registry and ours write it by {@code scrape(OutputStream)} into memory that is there:
 * as a string it would be copied into new memory, which costs either of them the same. Nobody
 * records meanwhile; between two pages no timer is written, or each once before the clock runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MicrometerScrapeBenchmark {
  private static final int TIMERS = 10_000;
  private static final int VALUES = 64;
  private static final int SEEDS = 256; // timers draw from so many sequences of latencies

  /** Whose registry it is. */
  @Param({MicrometerTimers.HAIRSPRING, MicrometerTimers.MICROMETER})
  public String registry;

  /** What the timers publish. */
  @Param({"plain", "percentiles", "histogram"})
  public String kind;

  /** How often each of them is written between two pages. */
  @Param({"none", "once"})
  public String changed;

  private final Timer[] timers = new Timer[TIMERS];
  private final ByteArrayOutputStream page = new ByteArrayOutputStream();
  private MeterRegistry meters;

  /** Makes and writes the timers. */
  @Setup
  public void fill() {
    meters = MicrometerTimers.registry(registry, TIMERS);
    for (int i = 0; i < TIMERS; i++) {
      timers[i] = MicrometerTimers.timer(meters, kind, "/v1/resource/" + i);
      for (long nanos : Workload.latencies(VALUES, i % SEEDS)) {
        timers[i].record(nanos, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Writes what changes. */
  @Setup(Level.Invocation)
  public void change() {
    if (changed.equals("once")) {
      for (int i = 0; i < TIMERS; i++) {
        timers[i].record(ScrapedRegistries.change(i), TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Renders the page. */
  @Benchmark
  public int scrape() throws IOException {
    page.reset();
    MicrometerTimers.page(meters, page);
    return page.size();
  }
}
