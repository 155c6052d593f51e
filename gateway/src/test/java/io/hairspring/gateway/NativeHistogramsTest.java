package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.undertow.MetricsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a real Prometheus makes of native histograms, which it reads as protobuf. */
@Execution(ExecutionMode.CONCURRENT)
class NativeHistogramsTest {
  private static final int CALLS = 20_000;

  @TempDir private Path folder;

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void prometheusReadsQuantilesOfTheRecorder() {
    LatencyRecorder calls =
        metrics.latency("call_seconds", "Calls.").show(LatencyShape.NATIVE).register();
    metrics.counter("jobs_total", "Jobs.").family("kind").with("時計").add(7);
    Random random = new Random(7);
    for (int i = 0; i < CALLS; i++) {
      calls.record((long) (20e6 * Math.exp(1.2 * random.nextGaussian())));
    }
    try (MetricsServer server = MetricsServer.builder(metrics).port(0).start();
        Scraper prometheus =
            Scraper.prometheus(
                folder, List.of("--enable-feature=native-histograms"), server.port())) {
      prometheus.await("histogram_count(call_seconds)", count -> count == CALLS);
      prometheus.await("jobs_total{kind=\"時計\"}", jobs -> jobs == 7);
      for (double quantile : new double[] {0.5, 0.95, 0.99}) {
        double read =
            prometheus.await("histogram_quantile(" + quantile + ", call_seconds)", q -> q > 0);
        double own = calls.histogram().getValueAtPercentile(100 * quantile) / 1e9;
        assertThat(read).as("quantile " + quantile).isCloseTo(own, withinPercentage(5));
      }
    }
  }
}
