package io.hairspring.collector.internal.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Seen;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.testing.TestThreads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One answer about a histogram speaks of one set of recordings. */
@Isolated
class HistogramAnswerTest {
  private static final String TORN = "hairspring_series_torn_total";

  @ParameterizedTest
  @CsvSource({"64, 1000, 1", "64, 0.1, 1", "0, 1000, 2", "0, 0.1, 2"})
  void sumAndBucketsAgreeInEachEpochOrItIsCounted(int maxStripes, double value, int writers)
      throws InterruptedException {
    MetricsCollector metrics = collector(maxStripes);
    Histogram histogram = metrics.histogram("h", "H.").buckets(0, 500).register();
    AtomicBoolean ended = new AtomicBoolean();
    var threads =
        TestThreads.start(
            writers,
            () -> {
              while (!ended.get()) {
                histogram.observe(value);
              }
            });
    long torn = 0;
    long counted = 0;
    double sum = 0;
    for (int i = 0; i < 300; i++) {
      Seen seen = Seen.reset(metrics);
      double epoch = (double) seen.get("h_sum");
      torn += Math.rint(epoch / value) == seen.count("h_count") ? 0 : 1;
      counted += seen.count(TORN);
      sum += seen.count("h_count");
    }
    ended.set(true);
    TestThreads.join(threads);
    Seen last = Seen.of(metrics);
    assertThat(sum + last.count("h_count")).isEqualTo((double) histogram.count());
    // One that is torn lacks something, and the next has it.
    assertThat(torn).isLessThanOrEqualTo(2 * (counted + last.count(TORN)));
  }

  @Test
  void aRecordingThatIsStoppedHalfwayIsCountedAndNotLost() {
    MetricsCollector metrics = collector(64);
    StripedHistogram histogram =
        (StripedHistogram) metrics.histogram("h", "H.").buckets(0).register();
    histogram.observe(3);
    Lease lease = histogram.stripes().current();
    lease.add(histogram.address() + 4, 1); // the first of its stores
    Seen.reset(metrics);
    assertThat(Seen.of(metrics).count(TORN)).isPositive();
    lease.addWhole(lease.near(), histogram.address() + 1, 4); // the others
    lease.add(histogram.address(), 1);
    Seen rest = Seen.of(metrics);
    assertThat(rest.get("h_sum")).isEqualTo(4.0);
  }

  @ParameterizedTest
  @CsvSource({"64, 3", "0, 3", "64, 1e308", "0, 1e308"}) // of two of which no sum is a double
  void aRecordingThatWasLeftHalfwayIsWaitedForOnce(int maxStripes, double other) {
    MetricsCollector metrics = collector(maxStripes);
    StripedHistogram histogram =
        (StripedHistogram) metrics.histogram("h", "H.").buckets(0).register();
    histogram.observe(other);
    histogram.observe(other);
    histogram.observe(0.1);
    leftHalfIsWaitedForOnce(metrics, histogram.stripes(), histogram.address() + 4);
  }

  @ParameterizedTest
  @CsvSource({"64, 3", "0, 3", "64, 1e308", "0, 1e308"}) // of two of which no sum is a double
  void anAdditionThatWasLeftHalfwayIsWaitedForOnce(int maxStripes, double other) {
    MetricsCollector metrics = collector(maxStripes);
    StripedGauge gauge = (StripedGauge) metrics.gauge("g", "G.").register();
    Histogram histogram = metrics.histogram("h", "H.").register();
    gauge.add(other);
    gauge.add(other);
    gauge.add(0.1);
    leftHalfIsWaitedForOnce(metrics, ((StripedHistogram) histogram).stripes(), gauge.address() + 4);
  }

  /** Leaves the first store of a recording of several behind, twice. */
  private static void leftHalfIsWaitedForOnce(
      MetricsCollector metrics, Stripes stripes, int address) {
    for (int i = 0; i < 2; i++) {
      stripes.current().add(address, 1);
      assertThat(waitsOf(metrics)).isPositive();
      long torn = Seen.of(metrics).count(TORN);
      assertThat(waitsOf(metrics)).isZero();
      assertThat(Seen.of(metrics).count(TORN)).isGreaterThan(torn);
    }
  }

  private static long waitsOf(MetricsCollector metrics) {
    long before = waits();
    Seen.of(metrics);
    return waits() - before;
  }

  private static long waits() {
    return ManagementFactory.getThreadMXBean()
        .getThreadInfo(Thread.currentThread().getId())
        .getWaitedCount();
  }

  private static MetricsCollector collector(int maxStripes) {
    return MetricsCollector.create(
        CollectorConfig.defaults()
            .withClockThread(false)
            .withMaxCollectionsPerSecond(0)
            .withMaxStripes(maxStripes));
  }
}
