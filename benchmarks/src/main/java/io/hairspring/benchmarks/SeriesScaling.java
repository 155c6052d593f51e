package io.hairspring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * How memory, the bytes of a scrape and its cost grow with series: bytes of heap a series, bytes of
 * text and of gzip, and the CPU of the whole process for a scrape over HTTP with gzip, every series
 * written in between; the middle of several.
 *
 * <p>A main; writes a Markdown table to standard output. A histogram has client_java's 11 bounds,
 * so 14 lines. One thread writes all. Run with {@code -XX:+UseSerialGC -Xmx2g}.
 */
public final class SeriesScaling {
  private static final int[] COUNTERS = {100, 1_000, 10_000, 100_000};
  private static final int[] HISTOGRAMS = {100, 1_000, 10_000};
  private static final int SCRAPES = 21;
  private static final int WARM_UPS = 40;
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
    double[] millis = new double[SCRAPES];
    int bytes = 0;
    for (int i = -WARM_UPS; i < SCRAPES; i++) {
      for (int at = 0; at < series.length; at++) {
        series[at].accept(ScrapedRegistries.change(at));
      }
      long before = system.getProcessCpuTime();
      bytes = client.scrape();
      millis[Math.max(i, 0)] = (system.getProcessCpuTime() - before) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    return String.format(Locale.ROOT, "%d | %.2f", bytes, millis[SCRAPES / 2]);
  }
}
