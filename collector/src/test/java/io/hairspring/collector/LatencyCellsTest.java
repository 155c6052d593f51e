package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What a reader is shown of a recorder's cells. */
class LatencyCellsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final LatencyRecorder latency =
      metrics
          .latency("call_seconds", "Calls.")
          .buckets(0.001, 0.100_001)
          .highestTrackable(Duration.ofSeconds(1))
          .register();

  @Test
  void cellsAreThoseOfHdrHistogramAscendingAndNotEmpty() {
    record();
    List<String> expected = new ArrayList<>();
    Histogram histogram = latency.histogram();
    histogram
        .recordedValues()
        .forEach(
            cell -> {
              long from = histogram.lowestEquivalentValue(cell.getValueIteratedTo());
              long to = histogram.highestEquivalentValue(cell.getValueIteratedTo());
              expected.add(
                  cell(from, Math.min(to, 1_000_000_000), cell.getCountAddedInThisIterationStep()));
            });
    assertThat(cells()).isEqualTo(expected);
  }

  @Test
  void cellsAreThoseOfTheOpenEpoch() {
    record();
    Seen.reset(metrics);
    assertThat(cells()).isEmpty();
    latency.record(100);
    latency.record(100);
    assertThat(cells()).containsExactly(cell(100, 100, 2));
  }

  @Test
  void theEncodedHistogramReadsBackAndAddsUp() throws Exception {
    record();
    Histogram read = decoded();
    assertThat(read).isEqualTo(latency.histogram());
    assertThat(read.getNumberOfSignificantValueDigits()).isEqualTo(2);
    Seen.reset(metrics);
    assertThat(decoded().getTotalCount()).isZero();
    latency.record(7);
    read.add(decoded());
    assertThat(read).isEqualTo(latency.histogram());
  }

  private void record() {
    for (long nanos = 0; nanos <= 2_000_000_000L; nanos = nanos * 9 / 8 + 1) {
      latency.record(nanos);
    }
    TestThreads.times(1_000, () -> latency.record(100_000_500));
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>();
    LatencyReading.of(
        metrics,
        "call_seconds",
        view -> view.forEachCell((from, to, count) -> cells.add(cell(from, to, count))));
    return cells;
  }

  private static String cell(long fromNanos, long toNanos, long count) {
    return fromNanos + " to " + toNanos + ": " + count;
  }

  private Histogram decoded() throws Exception {
    List<byte[]> encoded = new ArrayList<>();
    LatencyReading.of(metrics, "call_seconds", (LatencyView view) -> encoded.add(view.encode()));
    return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded.get(0)), 0);
  }
}
