package io.hairspring.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/** One subject, recorded into by a thread at a fixed rate. */
final class OpenLoop {
  private static final long INTERVAL_NANOS = 10_000;
  private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long CONTROL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99, 100};
  private static final int VALUES = 1 << 12; // a power of two
  private static final int DIGITS = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Surroundings subject;
  private final DoubleSupplier reader; // null where nobody reads
  private final long durationNanos;
  private final long[] values = Workload.latencies(VALUES, 1);
  private volatile boolean stopped;

  /**
   * Creates one.
   *
   * @param beside idle, scraped or reset
   * @param seconds to measure, after as many to warm up
   */
  OpenLoop(Surroundings subject, String beside, double seconds) {
    this.subject = subject;
    reader =
        switch (beside) {
          case "idle" -> null;
          case "scraped" -> subject::scrape;
          default -> subject.besides(beside);
        };
    durationNanos = Math.round(seconds * NANOS_PER_SECOND);
  }

  /** Returns p50, p99, p99.9, p99.99 and the longest; then p99.9 and the longest of the control. */
  long[] run() throws InterruptedException {
    Thread reading = new Thread(this::read, "reader");
    reading.start();
    record();
    Histogram[] control = new Histogram[1];
    Thread controlling = new Thread(() -> control[0] = control(), "control");
    controlling.start();
    Histogram calls = record();
    stopped = true;
    controlling.join();
    reading.join();
    long[] nanos = new long[PERCENTILES.length + 2];
    for (int i = 0; i < PERCENTILES.length; i++) {
      nanos[i] = calls.getValueAtPercentile(PERCENTILES[i]);
    }
    nanos[PERCENTILES.length] = control[0].getValueAtPercentile(99.9);
    nanos[PERCENTILES.length + 1] = control[0].getMaxValue();
    return nanos;
  }

  private Histogram record() {
    Histogram calls = new Histogram(DIGITS);
    long start = System.nanoTime();
    for (long due = start; due - start < durationNanos; due += INTERVAL_NANOS) {
      while (System.nanoTime() - due < 0) {
        Thread.onSpinWait();
      }
      subject.record(values[(int) (due / INTERVAL_NANOS) & VALUES - 1]);
      calls.recordValue(System.nanoTime() - due);
    }
    return calls;
  }

  private void read() {
    double sum = 0;
    for (long due = System.nanoTime(); !stopped && reader != null; due += READ_NANOS) {
      LockSupport.parkNanos(due - System.nanoTime());
      sum += reader.getAsDouble();
    }
    subject.sum = sum; // so that the compiler leaves nothing of it out
  }

  private Histogram control() {
    Histogram late = new Histogram(DIGITS);
    while (!stopped) {
      long start = System.nanoTime();
      LockSupport.parkNanos(CONTROL_NANOS);
      late.recordValue(Math.max(0, System.nanoTime() - start - CONTROL_NANOS));
    }
    return late;
  }
}
