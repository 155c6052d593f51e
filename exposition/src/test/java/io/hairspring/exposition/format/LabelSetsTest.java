package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** How formats show a family of several label sets, and quantiles of one's own choice. */
class LabelSetsTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(Rendered.config().withUtf8Names(true));

  @Test
  void severalLabelSetsAreUnderOneType() {
    Family<Counter> byName = metrics.counter("tasks_total", "Tasks.").family("name");
    byName.with("import").inc();
    byName.labelSet("error", "name").with("timeout", "export").add(2);

    assertThat(Rendered.as(new PrometheusText(), metrics, "tasks_total"))
        .isEqualTo(
            """
            # HELP tasks_total Tasks.
            # TYPE tasks_total counter
            tasks_total{name="import"} 1
            tasks_total{name="export",error="timeout"} 2
            """);
    assertThat(Rendered.as(new MetricsJson(), metrics, "tasks_total"))
        .contains("{\"name\":\"import\"}", "{\"name\":\"export\",\"error\":\"timeout\"}");
  }

  @Test
  void labelsThatAreSpelledOtherwiseKeepTheirValues() {
    Family<Counter> byName = metrics.counter("tasks_total", "Tasks.").family("task.name");
    byName.with("import").inc();
    byName.labelSet("error.kind", "task.name").with("timeout", "export").add(2);
    byName.labelSet("error.kind").with("refused").add(3);

    assertThat(Rendered.as(new PrometheusText(), metrics, "tasks_total"))
        .endsWith(
            """
            tasks_total{task_name="import"} 1
            tasks_total{task_name="export",error_kind="timeout"} 2
            tasks_total{error_kind="refused"} 3
            """);
  }

  @Test
  void aSummaryShowsTheQuantilesThatItIsMadeWith() {
    metrics.latency("call_seconds", "Calls.").quantiles(0.25, 1).register().record(1_000_000);
    metrics.latency("bare_seconds", "Bare.").quantiles().register().record(1_000_000);

    assertThat(Rendered.as(new PrometheusText(), metrics, "call_seconds", "bare_seconds"))
        .isEqualTo(
            """
            # HELP bare_seconds Bare.
            # TYPE bare_seconds summary
            bare_seconds_sum 0.001
            bare_seconds_count 1
            # HELP call_seconds Calls.
            # TYPE call_seconds summary
            call_seconds{quantile="0.25"} 0.001003519
            call_seconds{quantile="1.0"} 0.001003519
            call_seconds_sum 0.001
            call_seconds_count 1
            """);
  }
}
