package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Scale;
import io.hairspring.testing.TestThreads;
import org.junit.jupiter.api.Test;

class ShortLivedThreadsTest {
  private static final int THREADS = Scale.of(10_000, 2_000);
  private static final int AT_ONCE = 10;

  @Test
  void thousandsOfThemLoseNothingAndLeaveNothingBehind() throws InterruptedException {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withMaxStripes(2 * AT_ONCE));
    Counter counter = metrics.counter("x_total", "X.").register();
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
    RequestRecorder request = metrics.request().count(counter).latency(latency).build();
    long stripesBefore = Seen.of(metrics).count("hairspring_stripes");
    for (int i = 0; i < THREADS; i += AT_ONCE) {
      TestThreads.join(
          TestThreads.start(
              AT_ONCE,
              () -> {
                counter.inc();
                request.record(200, 1000);
              }));
    }
    assertThat(counter.total()).isEqualTo(2L * THREADS);
    assertThat(latency.count()).isEqualTo(THREADS);
    Seen after = Seen.of(metrics);
    assertThat(after.count("hairspring_stripes")).isLessThanOrEqualTo(stripesBefore + 2 * AT_ONCE);
    assertThat(Seen.of(metrics).count("hairspring_stripe_leases")).isLessThanOrEqualTo(2);
  }
}
