package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A family of several label sets. */
class LabelSetsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<Counter> byName = metrics.counter("tasks_total", "Tasks.").family("name");

  @Test
  void seriesOfSeveralLabelSetsAreInOneFamily() {
    byName.with("import").inc();
    byName.labelSet("error", "name").with("timeout", "export").add(2);

    Seen seen = Seen.of(metrics);
    assertThat(seen.count("tasks_total{name=\"import\"}")).isEqualTo(1);
    assertThat(seen.count("tasks_total{name=\"export\",error=\"timeout\"}")).isEqualTo(2);
    assertThat(FamilyNames.of(metrics)).containsOnlyOnce("tasks_total");
  }

  @Test
  void aSeriesLacksTheLabelsOfOtherSets() {
    byName.with("import").inc();
    byName.labelSet("error").with("timeout").inc();

    List<String> lacking = new ArrayList<>();
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            return family.name().equals("tasks_total")
                && family.labelNames().equals(List.of("name", "error"));
          }

          @Override
          public void counter(SeriesView series, long total) {
            lacking.add(
                series.labelValues() + " " + series.lacksLabel(0) + " " + series.lacksLabel(1));
          }
        });
    assertThat(lacking).containsExactly("[import, ] false true", "[, timeout] true false");
  }

  @Test
  void theSameNamesAreTheSameSeries() {
    Family<LatencyRecorder> plain = metrics.latency("call_seconds", "Calls.").family();
    LatencyRecorder made = plain.labelSet("route").with("/a");
    assertThat(plain.labelSet("route").with("/a")).isSameAs(made);
    assertThat(plain.labelSet("route").labelSet().with(List.of())).isSameAs(plain.with(List.of()));
  }

  @Test
  void allFamiliesOfARecorderHaveAllLabelSets() {
    Family<LatencyRecorder> plain =
        metrics.latency("call_seconds", "Calls.").gauges(LatencyGauge.MAX).family();
    plain.with(List.of()).record(1_000);
    plain.labelSet("route").with("/a").record(2_000);
    assertThat(Seen.of(metrics).keys())
        .contains("call_max_seconds", "call_max_seconds{route=\"/a\"}");
  }

  @Test
  void aWindowMovesInAllLabelSets() {
    ManualTime time = new ManualTime();
    MetricsCollector timed = MetricsCollector.create(time.config());
    Family<LatencyRecorder> plain = timed.latency("call_seconds", "Calls.").family();
    LatencyRecorder second = plain.labelSet("route").with("/a");
    second.record(1_000);
    time.pass(Duration.ofMinutes(2));
    timed.tick();
    assertThat(second.window().count()).isZero();
  }

  @Test
  void resetsReachAllLabelSets() {
    byName.with("import").add(3);
    byName.labelSet("error").with("timeout").add(4);

    assertThat(Seen.reset(metrics, "tasks_total", "timeout").keys())
        .containsExactly("tasks_total{error=\"timeout\"}");
    Seen all = Seen.reset(metrics);
    assertThat(all.count("tasks_total{error=\"timeout\"}")).isZero();
    assertThat(all.count("tasks_total{name=\"import\"}")).isEqualTo(3);
    assertThat(Seen.of(metrics).count("tasks_total{name=\"import\"}")).isZero();
  }

  @Test
  void idleSeriesOfAllLabelSetsAreHidden() {
    ManualTime time = new ManualTime();
    MetricsCollector timed =
        MetricsCollector.create(time.config().withIdleLimit(Duration.ofSeconds(10)));
    Family<Counter> first = timed.counter("tasks_total", "Tasks.").family("name");
    Counter second = first.labelSet("error").with("timeout");
    first.with("import").inc();
    for (int i = 0; i < 10; i++) {
      second.inc();
      time.pass(Duration.ofSeconds(5));
      timed.tick();
    }
    assertThat(Seen.of(timed).keys())
        .contains("tasks_total{error=\"timeout\"}")
        .doesNotContain("tasks_total{name=\"import\"}");
  }

  @Test
  void aRemovedMetricTakesNoFurtherLabelSet() {
    byName.labelSet("error").with("timeout").inc();
    assertThat(metrics.remove("tasks_total")).isTrue();
    assertThat(FamilyNames.of(metrics)).doesNotContain("tasks_total");
    assertThatThrownBy(() -> byName.labelSet("kind"))
        .hasMessage("metric \"tasks_total\" was removed; expected it to be made anew");
  }

  @Test
  void labelNamesAreCheckedAsThoseOfAFamily() {
    Family<Counter> labelled = metrics.counter("x_total", "X.").label("host", "a").family();
    assertThatThrownBy(() -> labelled.labelSet("host")).hasMessageContaining("each label once");
    assertThatThrownBy(() -> labelled.labelSet("__x")).hasMessageContaining("no leading __");
    assertThatThrownBy(() -> labelled.labelSet((String) null)).hasMessageContaining("label name");
    assertThatThrownBy(() -> metrics.requests(1, (builder, values) -> {}).labelSet("x"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCollectorThatIsOffTakesLabelSetsToo() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    Family<Counter> family = off.counter("tasks_total", "Tasks.").family("name");
    family.labelSet("a", "b").with("x", "y").inc();
    assertThat(Seen.of(off).keys()).isEmpty();
  }
}
