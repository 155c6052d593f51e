package io.hairspring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * How memory, the bytes of a scrape and its cost grow with series: bytes of heap a series, bytes of
 * text and of gzip, and the CPU of the whole process for a scrape over HTTP with gzip, every series
 * written in between: the mean of {@value #SECONDS} seconds of them, since a process learns of its
 * CPU by hundredths of a second, after as many to warm up.
 *
 * <p>A main; writes a Markdown table to standard output. A histogram has client_java's 11 bounds,
 * so 14 lines. One thread writes all. The heap is that of the series, of the string that is their
 * label's value, and of the handle that is kept. Run with {@code -XX:+UseSerialGC -Xmx2g}.
 */
public final class SeriesScaling {
  private static final int[] COUNTERS = {1_000, 10_000, 100_000};
  private static final int[] HISTOGRAMS = {1_000, 3_000, 10_000};
  private static final int SECONDS = 3;
  private static final int NOBODY_LOOKS = 1_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final MetricsCollector metrics;
  private final LongConsumer[] series;
  private final long heapBytes;

  private SeriesScaling(String kind, int count) throws InterruptedException {
    long before = MemoryFootprint.used();
    metrics = HairspringSetUp.collector(count);
    series = ScrapedRegistries.fill(metrics, kind, count);
    heapBytes = MemoryFootprint.used() - before;
  }

  /** Measures everything. */
  public static void main(String[] args) throws Exception {
    for (String kind : List.of("counter", "histogram")) {
      new SeriesScaling(kind, NOBODY_LOOKS).metrics.close(); // loads what the first would pay for
    }
    System.out.println("| kind | series | heap, B a series | text, B | gzip, B | scrape, CPU ms |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    measure("counter", COUNTERS);
    measure("histogram", HISTOGRAMS);
  }

  private static void measure(String kind, int[] counts) throws Exception {
    for (int count : counts) {
      SeriesScaling scaling = new SeriesScaling(kind, count);
      long textBytes = scaling.textBytes();
      try (MetricsServer server = MetricsServer.builder(scaling.metrics).port(0).start();
          ScrapeClient client = new ScrapeClient(server.port(), "/metrics")) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %d | %d | %s |%n",
            kind,
            count,
            scaling.heapBytes / count,
            textBytes,
            scaling.scraped(client));
      }
      scaling.metrics.close();
    }
  }

  private long textBytes() {
    PrometheusText format = new PrometheusText();
    Utf8Buffer text = new Utf8Buffer();
    format.begin(text);
    format.end(metrics.visit(format));
    return text.length();
  }

  private String scraped(ScrapeClient client) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    scrape(client, system); // warms up
    return scrape(client, system);
  }

  private String scrape(ScrapeClient client, OperatingSystemMXBean system) throws IOException {
    long cpuNanos = 0;
    int scrapes = 0;
    int bytes = 0;
    for (long start = System.nanoTime();
        System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS);
        scrapes++) {
      for (int at = 0; at < series.length; at++) {
        series[at].accept(ScrapedRegistries.change(at));
      }
      long before = system.getProcessCpuTime();
      bytes = client.scrape();
      cpuNanos += system.getProcessCpuTime() - before;
    }
    return String.format(Locale.ROOT, "%d | %.2f", bytes, cpuNanos / NANOS_PER_MILLI / scrapes);
  }
}
