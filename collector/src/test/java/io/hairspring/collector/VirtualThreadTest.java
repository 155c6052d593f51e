package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTest {
  private static final int THREADS = 100_000;
  private static final int LENT_PER_PROCESSOR = 4;

  @Test
  void aHundredThousandOfThemLoseNothingAndLeaveNothingBehind() throws Exception {
    MetricsCollector metrics = MetricsCollector.create();
    Counter counter = metrics.counter("x_total", "X.").register();
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    long stripesBefore = Seen.of(metrics).count("hairspring_stripes");
    for (int i = 0; i < THREADS; i++) {
      executor.execute(
          () -> {
            counter.inc();
            latency.record(1000);
          });
    }
    executor.shutdown();
    assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(counter.total()).isEqualTo(THREADS);
    assertThat(latency.count()).isEqualTo(THREADS);
    Seen after = Seen.of(metrics);
    assertThat(after.count("hairspring_stripes"))
        .isBetween(stripesBefore + 1, stripesBefore + LENT_PER_PROCESSOR * processors());
    assertThat(after.count("hairspring_stripe_leases")).isLessThanOrEqualTo(1);
  }

  private static long processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
