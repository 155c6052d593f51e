package io.hairspring.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** A library, and what goes on beside its recording thread: one more thread, for the other core. */
@State(Scope.Benchmark)
public abstract class Surroundings {
  private static final long BUSY_TOKENS = 10_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private volatile boolean stopped;
  private Thread thread;
  double sum; // of all that was read, so that the compiler leaves nothing of it out

  abstract String surroundings();

  /** Records one latency. */
  abstract void record(long nanos);

  /**
   * Reads all series, as far as the figures a scrape shows, and returns what depends on all of
   * them. May not write what the recording thread reads, or it would measure itself.
   */
  abstract double scrape();

  /** Begins what goes on beside. */
  @Setup(Level.Iteration)
  public void start() {
    switch (surroundings()) {
      case "idle" -> thread = null;
      case "busy" ->
          repeat(
              () -> {
                Blackhole.consumeCPU(BUSY_TOKENS);
                return 0;
              });
      case "contended" -> {
        Latencies latencies = new Latencies();
        repeat(
            () -> {
              record(latencies.next());
              return 0;
            });
      }
      case "scraped" -> repeat(this::scrape);
      case "scrapedEvery10ms" ->
          repeat(
              () -> {
                LockSupport.parkNanos(PAUSE_NANOS);
                return scrape();
              });
      default -> repeat(besides(surroundings()));
    }
  }

  /** Returns what goes on in surroundings that not every library can have. */
  DoubleSupplier besides(String surroundings) {
    throw new IllegalArgumentException("unknown surroundings: " + surroundings);
  }

  /** Ends it. */
  @TearDown(Level.Iteration)
  public void stop() throws InterruptedException {
    stopped = true;
    if (thread != null) {
      thread.join();
    }
  }

  private void repeat(DoubleSupplier work) {
    stopped = false;
    thread =
        new Thread(
            () -> {
              double read = 0;
              while (!stopped) {
                read += work.getAsDouble();
              }
              sum = read;
            },
            "surroundings");
    thread.start();
  }

  /** Around a library that can be reset. */
  public abstract static class WithReset extends Surroundings {
    /**
     * Nothing, work that touches nothing of the library, another writer of the same series, or a
     * reader of all series in a loop, without a pause or with one between two.
     */
    @Param({"idle", "busy", "contended", "scraped", "scrapedEvery10ms", "reset"})
    public String surroundings;

    @Override
    final String surroundings() {
      return surroundings;
    }

    /** As {@link #scrape()}, and begins all series anew. */
    abstract double reset();

    @Override
    final DoubleSupplier besides(String surroundings) {
      return surroundings.equals("reset") ? this::reset : super.besides(surroundings);
    }
  }

  /** Around a library that cannot be reset without losing counts or handles. */
  public abstract static class WithoutReset extends Surroundings {
    /**
     * Nothing, work that touches nothing of the library, another writer of the same series, or a
     * reader of all series in a loop, without a pause or with one between two.
     */
    @Param({"idle", "busy", "contended", "scraped", "scrapedEvery10ms"})
    public String surroundings;

    @Override
    final String surroundings() {
      return surroundings;
    }
  }
}
