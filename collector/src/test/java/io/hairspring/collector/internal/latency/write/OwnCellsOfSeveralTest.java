package io.hairspring.collector.internal.latency.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** A stripe may get cells of its own before it recorded in those that the others share. */
class OwnCellsOfSeveralTest {
  private final LatencyRecorder latency =
      MetricsCollector.create(CollectorConfig.defaults().withOwnCellsAfter(1_000_000))
          .latency("call_seconds", "Calls.")
          .register();

  @Test
  void whoTakesOverTheSharedCellsKeepsThoseOfOthers() throws InterruptedException {
    latency.record(1);
    Thread other = new Thread(() -> ownCells().record(2));
    other.start();
    other.join();
    ownCells().record(3);
    assertThat(latency.count()).isEqualTo(3);
    assertThat(latency.total().sumNanos()).isEqualTo(6);
  }

  private LatencyCells ownCells() {
    LatencySeries series = (LatencySeries) latency;
    return series.ownCells(series.stripes().current(), null);
  }
}
