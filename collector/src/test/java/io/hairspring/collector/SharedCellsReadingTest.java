package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What came into cells that several threads write is in the next look, whatever of it the sums told
 * without the cells: one latency or many, of any length, zeros, and what was missed.
 */
class SharedCellsReadingTest {
  private static final String NAME = "call_seconds";
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final int ROUNDS = 300;
  private static final int AMBIGUOUS = 1 << 16; // so many that their lowest bits tell nothing

  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults()
              .withMaxCollectionsPerSecond(0)
              .withOwnCellsAfter(1_000_000)); // so that all record in the base
  private final Random random = new Random(20_261_130);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRecordingIsInTheNextLook(boolean buckets) throws Exception {
    LatencyBuilder builder = metrics.latency(NAME, "Calls.").quantiles();
    LatencyRecorder latency =
        (buckets ? builder.buckets(1e-7, 1e-3, 0.1, 0.100_000_4, 1_200) : builder)
            .show(buckets ? LatencyShape.HISTOGRAM : LatencyShape.SUMMARY)
            .register();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (random.nextBoolean()) {
          record(latency);
        } else {
          other.submit(() -> record(latency)).get();
        }
        assertBothShowTheSame();
        if (round == ROUNDS / 2) {
          Seen.reset(metrics);
        }
      }
    } finally {
      other.shutdownNow();
    }
  }

  private void record(LatencyRecorder latency) {
    switch (random.nextInt(40)) {
      case 0 -> latency.record(0);
      case 1 -> latency.recordCorrected(anyNanos(), 1_000_000_000);
      case 2 -> TestThreads.times(AMBIGUOUS + random.nextInt(3) - 1, () -> latency.record(1));
      case 3 -> TestThreads.times(30, () -> latency.record(HOUR_NANOS));
      case 4, 5, 6 -> TestThreads.times(random.nextInt(9), () -> latency.record(anyNanos()));
      default -> latency.record(anyNanos());
    }
  }

  private long anyNanos() {
    return 1 + (long) Math.exp(random.nextDouble() * Math.log((double) HOUR_NANOS));
  }

  private void assertBothShowTheSame() {
    List<String> seen = new ArrayList<>();
    LatencyReading.of(metrics, NAME, view -> seen.add(text(view)));
    LatencyReading.ofShapes(metrics, NAME, view -> seen.add(text(view)));
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
  }

  private static String text(LatencyView view) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < view.bounds(); i++) {
      text.append(view.cumulativeCount(i)).append(", ");
    }
    return text.append(view.count()).append(" of ").append(view.sumNanos()).toString();
  }
}
