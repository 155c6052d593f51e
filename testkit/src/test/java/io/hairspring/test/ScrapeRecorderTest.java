package io.hairspring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** What a scrape would show. */
class ScrapeRecorderTest {
  @Test
  void aScrapeShowsThePageAndChangesShowWhatIsNew() {
    try (MetricsCollector metrics = new ManualClock().collector()) {
      ScrapeRecorder scrapes = new ScrapeRecorder(metrics);
      Counter orders = metrics.counter("orders_total", "Orders.").register();
      metrics.gauge("depth", "Depth.").register().set(1);
      assertThat(scrapes.scrape())
          .containsExactly(
              "# HELP depth Depth.",
              "# TYPE depth gauge",
              "depth 1",
              "# HELP orders_total Orders.",
              "# TYPE orders_total counter",
              "orders_total 0");
      orders.inc();
      scrapes.scrape();
      assertThat(scrapes.changes()).containsExactly("orders_total 1");
    }
  }
}
