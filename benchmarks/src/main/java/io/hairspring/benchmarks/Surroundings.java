package io.hairspring.benchmarks;

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

  private volatile boolean stopped;
  private Thread thread;

  abstract String surroundings();

  /** Records one latency. */
  abstract void record(long nanos);

  /** Reads all series, as far as the figures a scrape shows. */
  abstract void scrape();

  /** Begins what goes on beside. */
  @Setup(Level.Iteration)
  public void start() {
    switch (surroundings()) {
      case "idle" -> thread = null;
      case "busy" -> repeat(() -> Blackhole.consumeCPU(BUSY_TOKENS));
      case "contended" -> {
        Latencies latencies = new Latencies();
        repeat(() -> record(latencies.next()));
      }
      case "scraped" -> repeat(this::scrape);
      default -> repeat(besides(surroundings()));
    }
  }

  /** Returns what goes on in surroundings that not every library can have. */
  Runnable besides(String surroundings) {
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

  private void repeat(Runnable work) {
    stopped = false;
    thread =
        new Thread(
            () -> {
              while (!stopped) {
                work.run();
              }
            },
            "surroundings");
    thread.start();
  }

  /** Around a library that can be reset. */
  public abstract static class WithReset extends Surroundings {
    /**
     * Nothing, work that touches nothing of the library, another writer of the same series, or a
     * reader of all series in a loop.
     */
    @Param({"idle", "busy", "contended", "scraped", "reset"})
    public String surroundings;

    @Override
    final String surroundings() {
      return surroundings;
    }

    /** Reads all series and begins them anew. */
    abstract void reset();

    @Override
    final Runnable besides(String surroundings) {
      return surroundings.equals("reset") ? this::reset : super.besides(surroundings);
    }
  }

  /** Around a library that cannot be reset without losing counts or handles. */
  public abstract static class WithoutReset extends Surroundings {
    /**
     * Nothing, work that touches nothing of the library, another writer of the same series, or a
     * reader of all series in a loop.
     */
    @Param({"idle", "busy", "contended", "scraped"})
    public String surroundings;

    @Override
    final String surroundings() {
      return surroundings;
    }
  }
}
