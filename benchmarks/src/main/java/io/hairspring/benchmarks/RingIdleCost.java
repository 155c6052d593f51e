package io.hairspring.benchmarks;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.WaitMode;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What a ring's consumer costs when nothing comes, and how long a lone event takes until it is
 * applied, for each way to wait. A main; writes a Markdown table.
 *
 * <p>Cost: processor time of the consumer's thread over {@value #IDLE_SECONDS} s without events, in
 * hundredths of a core. Time to be applied: from before the call that publishes it until its
 * handler runs, {@value #EVENTS} events 5 to 15 ms apart.
 */
public final class RingIdleCost {
  private static final int IDLE_SECONDS = 5;
  private static final int EVENTS = 500;
  private static final long LEAST_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long MOST_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Histogram untilApplied = new Histogram(3); // the consumer's until the flush
  private final EventRing<long[]> ring;
  private Thread consumer;

  private RingIdleCost(WaitMode mode) {
    ring =
        MetricsCollector.create()
            .eventRing(
                EventSettings.defaults().withWaitMode(mode).withThreads(this::consumer),
                () -> new long[1],
                (from, to) -> to[0] = from[0],
                event -> untilApplied.recordValue(System.nanoTime() - event[0]));
  }

  private Thread consumer(Runnable work) {
    consumer = new Thread(work, "consumer");
    consumer.setDaemon(true);
    return consumer;
  }

  /** Measures every way to wait. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf("| wait | idle, %% of a core | applied after, p50 ms | p99 | max |%n");
    out.printf("|---|---:|---:|---:|---:|%n");
    for (WaitMode mode : WaitMode.values()) {
      RingIdleCost cost = new RingIdleCost(mode);
      cost.publishLoneEvents(); // warms up
      cost.untilApplied.reset();
      double idlePercent = cost.idlePercent();
      cost.publishLoneEvents();
      out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.3f | %.3f | %.3f |%n",
          mode,
          idlePercent,
          cost.millis(50),
          cost.millis(99),
          cost.millis(100));
      cost.ring.close();
    }
  }

  private double idlePercent() {
    long cpuNanos = cpuNanos();
    long startNanos = System.nanoTime();
    rest(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
    return 100.0 * (cpuNanos() - cpuNanos) / (System.nanoTime() - startNanos);
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(consumer.getId());
  }

  private void publishLoneEvents() {
    SplittableRandom gaps = new SplittableRandom(1);
    long[] event = new long[1];
    for (int i = 0; i < EVENTS; i++) {
      rest(gaps.nextLong(LEAST_GAP_NANOS, MOST_GAP_NANOS));
      event[0] = System.nanoTime();
      ring.publish(event);
    }
    if (!ring.flush(Duration.ofSeconds(1))) {
      throw new IllegalStateException("the last event was not applied within a second");
    }
  }

  private double millis(double percentile) {
    return untilApplied.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  private static void rest(long nanos) {
    long startNanos = System.nanoTime();
    for (long left; (left = nanos - (System.nanoTime() - startNanos)) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }
}
