package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** Names that OpenMetrics cannot shorten, because nothing would be left or it is taken. */
class OpenMetricsNamesTest {
  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  @Test
  void aNameOfTheEndingAloneStaysWhole() {
    metrics.counter("_total", "Nameless.").register().inc();
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "_total"))
        .isEqualTo("# TYPE _total unknown\n# HELP _total Nameless.\n_total 1\n# EOF\n");
  }

  @Test
  void aCounterWhoseShortNameIsTakenHasNoAge() {
    metrics.gauge("work", "Work.").register().set(2);
    metrics.counter("work_total", "Work.").countsPerUnit(2).register().inc();
    assertThat(Rendered.as(new OpenMetricsText(true), metrics, "work", "work_total"))
        .contains("# TYPE work_total unknown\n")
        .endsWith("\nwork_total 0.5\n# EOF\n");
  }

  @Test
  void aNameThatStaysWholeIsTakenToo() {
    metrics.gauge("work", "Work.").register().set(2);
    metrics.counter("work_total", "Work.").register().inc();
    metrics.counter("work_total_total", "Work.").register().inc();
    assertThat(
            Rendered.as(new OpenMetricsText(), metrics, "work", "work_total", "work_total_total"))
        .contains("# TYPE work_total unknown\n", "# TYPE work_total_total unknown\n");
  }
}
