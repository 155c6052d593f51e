package io.hairspring.gateway;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.undertow.MetricsServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What few services show, read as OpenMetrics by a real Prometheus. */
@Execution(ExecutionMode.CONCURRENT)
class EveryKindIsScrapedTest {
  private static final int TASKS = 9_000; // enough for gzip by chunks

  @TempDir private Path folder;

  @Test
  void prometheusReadsEveryKind() {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withUtf8Names(true));
    metrics.gauge("my.queue 時計", "Depth.").family("of.what").with("jobs").set(5);
    metrics
        .counter("jobs_total", "Jobs.")
        .register()
        .add(7, Exemplar.of("trace_id", "say \"hi\"\\\n"));
    metrics.stateSet("mode", "The mode.", List.of("on", "off")).register().become("off");
    metrics.gauge("missions_total", "Missions.").unconventionalName().register().set(3);
    metrics
        .latency("call_seconds", "Calls.")
        .show(LatencyShape.values())
        .gauges(LatencyGauge.values())
        .register()
        .record(20_000_000, Exemplar.of("trace_id", "b"));
    Family<Counter> tasks = metrics.counter("tasks_total", "Tasks.").family("task");
    for (int i = 0; i < TASKS; i++) {
      tasks.with("task " + i).inc();
    }
    try (MetricsServer server = MetricsServer.builder(metrics).port(0).createdTimes(true).start();
        Scraper prometheus = Scraper.prometheus(folder, server.port())) {
      prometheus.await("up{job=\"hairspring\"}", up -> up == 1);
      prometheus.await("jobs_total", total -> total == 7);
      prometheus.await("my_queue___{of_what=\"jobs\"}", depth -> depth == 5);
      prometheus.await("jobs_created", seconds -> seconds > 1_000_000_000);
      prometheus.await("mode{mode=\"off\"}", on -> on == 1);
      prometheus.await("mode{mode=\"on\"}", on -> on == 0);
      prometheus.await("missions_total", value -> value == 3);
      prometheus.await("call_avg_seconds", seconds -> seconds == 0.02);
      prometheus.await("call_seconds_bucket{le=\"0.025\"}", count -> count == 1);
      prometheus.await("call_quantiles_seconds_count", count -> count == 1);
      prometheus.await("sum(tasks_total)", total -> total == TASKS);
      tasks.with("task 2017").add(17);
      prometheus.await("sum(tasks_total)", total -> total == TASKS + 17);
      prometheus.await("tasks_total{task=\"task 2017\"}", total -> total == 18);
    }
  }
}
