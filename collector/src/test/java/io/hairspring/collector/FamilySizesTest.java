package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How large each family is. */
class FamilySizesTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withOwnCellsAfter(0));

  @Test
  void eachFamilyHasAsManySeriesAsWereMadeAndNotRemoved() {
    Family<Counter> calls = metrics.counter("calls_total", "Calls.").family("path");
    List.of("a", "b", "c").forEach(path -> calls.with(path).inc());
    metrics.gauge("depth", "Depth.").register();
    assertThat(series("calls_total")).isEqualTo(3);
    assertThat(series("depth")).isEqualTo(1);
    calls.remove("b");
    assertThat(series("calls_total")).isEqualTo(2);
    metrics.remove("calls_total");
    assertThat(series("calls_total")).isNull();
  }

  @Test
  void ownFamiliesAreLeftOut() {
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("hairspring_series")).isNotNull();
    assertThat(series("hairspring_series")).isNull();
  }

  @Test
  void cellsOfEachStripeTakeMemory() throws InterruptedException {
    Counter counter = metrics.counter("calls_total", "Calls.").register();
    counter.inc();
    assertThat(bytes("calls_total")).isEqualTo(Long.BYTES);
    TestThreads.join(TestThreads.start(1, counter::inc));
    assertThat(bytes("calls_total")).isEqualTo(2 * Long.BYTES);
  }

  @Test
  void ofLatenciesMemoryGrowsWithSeriesAndValues() {
    Family<LatencyRecorder> latencies = metrics.latency("duration_seconds", "Time.").family("path");
    latencies.with("a").record(1_000);
    long one = bytes("duration_seconds");
    assertThat(one).isBetween(500L, 10_000L);
    latencies.with("a").record(1_000_000_000);
    long more = bytes("duration_seconds");
    assertThat(more).isGreaterThan(one);
    // Many are measured by some of them.
    IntStream.range(0, 2_000)
        .mapToObj(i -> latencies.with("p" + i))
        .forEach(latency -> latency.record(1_000));
    assertThat(bytes("duration_seconds")).isBetween(1_900 * one, 2_100 * more);
  }

  @Test
  void manyFamiliesAreBoundedAndTheSmallOnesAddedUp() {
    IntStream.range(0, 300).forEach(i -> metrics.counter("c" + i + "_total", "C.").register());
    Family<Counter> large = metrics.counter("large_total", "L.").family("path");
    List.of("a", "b").forEach(large::with);
    assertThat(series("large_total")).isEqualTo(2);
    assertThat(series("overflow")).isEqualTo(45);
    long shown = IntStream.range(0, 300).filter(i -> series("c" + i + "_total") != null).count();
    assertThat(shown).isEqualTo(255);
  }

  private Long series(String family) {
    return value("hairspring_family_series", family);
  }

  private Long bytes(String family) {
    return value("hairspring_memory_bytes", family);
  }

  private Long value(String metric, String family) {
    Number value = Seen.of(metrics).get(metric + "{family=\"" + family + "\"}");
    return value == null ? null : value.longValue();
  }
}
