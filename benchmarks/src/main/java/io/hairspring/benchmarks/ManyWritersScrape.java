package io.hairspring.benchmarks;

import io.hairspring.benchmarks.ScrapedRegistries.Scraped;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.function.LongConsumer;

/**
 * How long a scrape in text of 100 000 counters takes by how many threads wrote all of them: the
 * middle of several, with each counter written once before it.
 *
 * <p>A main; writes a Markdown table to standard output. Takes numbers of threads, at first 1, 64
 * and 512. More than a collector has stripes share some: run with {@code
 * -XX:ActiveProcessorCount=64}, which makes it 512.
 */
public final class ManyWritersScrape {
  private static final int COUNTERS = 100_000;
  private static final int SCRAPES = 21;
  private static final int WARM_UPS = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String[] THREADS = {"1", "64", "512"};

  private ManyWritersScrape() {}

  /** Measures each number of threads. */
  public static void main(String[] args) throws Exception {
    System.out.println("| threads | scrape, ms (least to most) |");
    System.out.println("|---:|---:|");
    for (String threads : args.length == 0 ? THREADS : args) {
      Scraped registry =
          ScrapedRegistries.hairspring("counter", COUNTERS, new PrometheusText(), new Utf8Buffer());
      CountDownLatch end = write(Integer.parseInt(threads), registry.series());
      double[] millis = millis(registry);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f (%.1f to %.1f) |%n",
          threads,
          millis[SCRAPES / 2],
          millis[0],
          millis[SCRAPES - 1]);
      end.countDown();
    }
  }

  private static double[] millis(Scraped registry) throws Exception {
    double[] millis = new double[SCRAPES];
    for (int i = -WARM_UPS; i < SCRAPES; i++) {
      registry.change();
      long start = System.nanoTime();
      registry.scrape();
      millis[Math.max(i, 0)] = (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    return millis;
  }

  /** Lets threads write every series once, and then wait. */
  private static CountDownLatch write(int threads, LongConsumer[] series) {
    Phaser written = new Phaser(threads + 1);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      Thread writer =
          new Thread(
              () -> {
                for (LongConsumer one : series) {
                  one.accept(1);
                }
                written.arrive();
                try {
                  end.await();
                } catch (InterruptedException ended) {
                  Thread.currentThread().interrupt();
                }
              });
      writer.setDaemon(true);
      writer.start();
    }
    written.arriveAndAwaitAdvance();
    return end;
  }
}
