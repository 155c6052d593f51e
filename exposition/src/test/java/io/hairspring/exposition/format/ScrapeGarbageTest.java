package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScrapeGarbageTest {
  private static final int SERIES = 5_000;
  private static final int SCRAPES = 10;

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aCounterSeriesLeavesNoGarbage() {
    Family<Counter> counters = metrics.counter("jobs_total", "Jobs.").family("job");
    for (int i = 0; i < SERIES; i++) {
      counters.with("job-" + i).add(i);
    }
    assertThat(garbageOfScrape(new PrometheusText()) / (double) SERIES).isLessThan(1);
    assertThat(garbageOfScrape(new OpenMetricsText()) / (double) SERIES).isLessThan(4);
  }

  @Test
  void aLatencySeriesWithBucketsLeavesNoGarbage() {
    Family<LatencyRecorder> latencies =
        metrics.latency("job_seconds", "Jobs.").buckets(0.001, 0.1, 2).family("job");
    for (int i = 0; i < SERIES / 10; i++) {
      latencies.with("job-" + i).record(i * 1_000_003L);
    }
    assertThat(garbageOfScrape(new PrometheusText()) / (double) (SERIES / 10)).isLessThan(32);
  }

  @ParameterizedTest
  @EnumSource
  void aSeriesOfAnyNamesLeavesNoGarbageHoweverItIsSpelled(NameEscaping escaping) {
    MetricsCollector any = MetricsCollector.create(CollectorConfig.defaults().withUtf8Names(true));
    Family<Counter> counters = any.counter("my.jobs_total", "Jobs.").family("job.name", "of_what");
    for (int i = 0; i < SERIES; i++) {
      counters.with("job-" + i, "all").add(i);
    }
    for (MetricsFormat format : List.of(new PrometheusText(), new PrometheusProtobuf())) {
      long garbage = garbageOfScrape(any, format, escaping);
      assertThat(garbage / (double) SERIES).isLessThan(1);
    }
  }

  private long garbageOfScrape(MetricsFormat format) {
    return garbageOfScrape(metrics, format, NameEscaping.UNDERSCORES);
  }

  /** Returns bytes allocated by one scrape, when the buffer has grown and the code is warm. */
  private static long garbageOfScrape(
      MetricsCollector metrics, MetricsFormat format, NameEscaping escaping) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Utf8Buffer out = new Utf8Buffer();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < SCRAPES; i++) {
      out.clear();
      long before = threads.getCurrentThreadAllocatedBytes();
      format.begin(out, escaping);
      format.end(metrics.visit(format));
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
