package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * So many threads write so many counters that collections add up whole columns of cells. Readers
 * close epochs of everything and of one series, and series come and go whose cells are given out
 * anew; then all epochs together hold what was counted.
 */
class ManyWritersConservationTest {
  private static final int STRIPES = 12; // fewer than writers, so that some share
  private static final int WRITERS = 14;
  private static final int COUNTERS = 600;

  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults().withMaxStripes(STRIPES).withMaxCollectionsPerSecond(0));
  private final Family<Counter> family =
      metrics.counter("requests_total", "Requests.").family("endpoint");
  private final Family<Counter> passing =
      metrics.counter("passing_total", "Series that come and go.").family("name");
  private final WorkUntil work = new WorkUntil(Duration.ofSeconds(2));

  @Test
  void allEpochsTogetherHoldWhatWasCounted() {
    Counter[] counters =
        IntStream.range(0, COUNTERS).mapToObj(i -> family.with("/" + i)).toArray(Counter[]::new);
    LongAdder counted = new LongAdder();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      threads.add(work.start(() -> count(counters, counted)));
    }
    threads.add(work.start(this::comeAndGo));
    Totals series = Totals.none();
    threads.add(
        work.start(() -> series.add(Totals.ofClosedSeries(metrics, "requests_total", "/3"))));
    Totals epochs = Totals.none();
    threads.add(work.start(() -> epochs.add(Totals.ofClosedFamily(metrics, "requests_total"))));
    threads.forEach(ThreadKinds::join);
    epochs.add(series);
    epochs.add(Totals.ofClosedFamily(metrics, "requests_total"));

    work.assertNoneFailed();
    assertThat(epochs.counted()).isPositive().isEqualTo(counted.sum());
    metrics.close();
  }

  private static void count(Counter[] counters, LongAdder counted) {
    for (Counter counter : counters) {
      counter.inc();
    }
    counted.add(counters.length);
  }

  private void comeAndGo() {
    passing.with("a").add(1_000);
    passing.remove("a");
  }
}
