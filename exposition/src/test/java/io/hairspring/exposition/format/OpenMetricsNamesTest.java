package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.SummaryView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that OpenMetrics cannot shorten, because nothing would be left or it is taken. */
class OpenMetricsNamesTest {
  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  @Test
  void aCounterWhoseShortNameIsTakenHasNoAge() {
    metrics.gauge("work", "Work.").register().set(2);
    metrics.counter("work_total", "Work.").countsPerUnit(2).register().inc();
    assertThat(Rendered.as(new OpenMetricsText(true), metrics, "work", "work_total"))
        .contains("# TYPE work_total unknown\n")
        .endsWith("\nwork_total 0.5\n# EOF\n");
  }

  @Test
  void theFirstOfTwoCountersThatAnAgeWouldMixUpIsShortened() {
    metrics.counter("jobs_total", "Jobs.").register();
    metrics.counter("jobs_created_total", "Jobs made.").register();
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "jobs_total", "jobs_created_total"))
        .contains("# TYPE jobs_created counter\n", "# TYPE jobs_total unknown\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"call_seconds_created", "size_bytes_created", "pause_created"})
  void theNamesOfCreationTimesAreTakenToo(String name) {
    metrics.latency("call_seconds", "Calls.").register();
    metrics.histogram("size_bytes", "Sizes.").buckets(1).register();
    metrics
        .source("pauses", sink -> sink.summary("pause", SummaryView.of(List.of(), List.of(), 0, 0)))
        .families(SourceFamily.summary("pause", "Pauses."))
        .register();
    metrics.counter(name + "_total", "Created.").register().inc();
    assertThat(
            Rendered.as(
                new OpenMetricsText(),
                metrics,
                "call_seconds",
                "size_bytes",
                "pause",
                name + "_total"))
        .contains("# TYPE " + name + "_total unknown\n", "\n" + name + "_total 1\n");
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
