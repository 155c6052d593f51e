package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlesTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void whatLabelsStandForIsResolvedOnce() {
    List<List<String>> asked = new ArrayList<>();
    Family<Object> handles =
        metrics.handles(
            "things",
            2,
            10,
            values -> {
              asked.add(values);
              return new Object();
            });
    Object first = handles.with("a", null);
    assertThat(handles.with("a", "")).isSameAs(first);
    assertThat(handles.with("b", "")).isNotSameAs(first);
    assertThat(asked).containsExactly(List.of("a", ""), List.of("b", ""));
  }

  @Test
  void beyondTheBoundLabelsShareOneAndAreCounted() {
    Family<String> handles = metrics.handles("things", 1, 1, values -> values.get(0));
    assertThat(handles.with("a")).isEqualTo("a");
    assertThat(handles.with("b")).isEqualTo("overflow");
    assertThat(Seen.of(metrics).count("hairspring_series_overflowed_total{family=\"things\"}"))
        .isEqualTo(1);
  }

  @Test
  void aCollectorOfOneSeriesAFamilyHasItsOwnMetricsWhole() {
    MetricsCollector small = MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(1));
    assertThat(Seen.of(small).get("hairspring_recordings_rejected_total{reason=\"nan\"}"))
        .isNotNull();
  }

  @Test
  void aDisabledCollectorHasOneHandleForAll() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    Family<Object> handles = off.handles("things", 1, 10, values -> new Object());
    assertThat(handles.with("a")).isSameAs(handles.with("b"));
  }

  @Test
  void theNumberOfLabelsIsChecked() {
    Family<String> handles = metrics.handles("things", 1, 10, values -> values.get(0));
    assertThatThrownBy(() -> handles.with("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"things\" takes 1 label, got 2 (\"a\", \"b\")");
  }

  @Test
  void findingAHandleAllocatesNothing() {
    Family<Counter> handles =
        metrics.handles("x", 3, 10, values -> metrics.counter("x_total", "X.").register());
    Allocations.assertNone(() -> handles.with("a", "b", "c").inc());
  }
}
