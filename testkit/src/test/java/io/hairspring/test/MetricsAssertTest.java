package io.hairspring.test;

import static io.hairspring.test.MetricsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.StateSet;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test can say of metrics, and what it is told where that is wrong. */
class MetricsAssertTest {
  private final ManualClock clock = new ManualClock();
  private final MetricsCollector metrics = clock.collector();
  private final Family<Counter> orders =
      metrics.counter("orders_total", "Orders.").family("region", "kind");

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aSeriesIsNamedByAsManyLabelsAsTellItApart() {
    orders.with("eu", "new").add(3);
    orders.with("us", "new").inc();
    metrics.gauge("depth", "Depth.").register().set(1.5);
    assertThat(metrics)
        .counter("orders_total", "region", "eu", "kind", "new")
        .hasValue(3)
        .hasValue(3.0);
    assertThat(metrics).counter("orders_total", "region", "eu").hasValue(3);
    assertThat(metrics).gauge("depth").hasValue(1.5);
    assertThatThrownBy(() -> assertThat(metrics).counter("orders_total", "kind", "new"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            2 series are orders_total{kind="new"}; name more of their labels:
              orders_total{region="eu",kind="new"} 3
              orders_total{region="us",kind="new"} 1\
            """);
  }

  @Test
  void lookingMakesNoSeries() {
    assertThat(metrics).hasNo("orders_total", "region", "eu").hasNo("orders_total");
    assertThatThrownBy(() -> assertThat(metrics).counter("orders_total", "region", "eu"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("metric \"orders_total\" has no series yet: nothing was recorded in it");
    assertThat(MetricsSnapshot.of(metrics).find("orders_total")).isEmpty();
  }

  @Test
  void whatIsMissingIsToldWithWhatThereIs() {
    orders.with("us", "new").inc();
    assertThatThrownBy(() -> assertThat(metrics).counter("order_total"))
        .hasMessage(
            """
            there is no metric "order_total"; did you mean "orders_total"? There are:
              orders_total{region="us",kind="new"} 1\
            """);
    assertThatThrownBy(() -> assertThat(metrics).counter("orders_total", "region", "eu"))
        .hasMessage(
            """
            no series is orders_total{region="eu"}; there are:
              orders_total{region="us",kind="new"} 1\
            """);
  }

  @Test
  void whatIsWrongIsToldWithWhatItWas() {
    orders.with("us", "new").inc();
    var order = assertThat(metrics).counter("orders_total");
    assertThatThrownBy(() -> order.hasValue(2))
        .hasMessage("expected the value 2, was 1: orders_total{region=\"us\",kind=\"new\"} 1");
    assertThatThrownBy(() -> order.hasCount(2)).hasMessageEndingWith("expected hasValue or isIn");
    assertThatThrownBy(() -> assertThat(metrics).hasNo("orders_total"))
        .hasMessageStartingWith("expected no such series, was orders_total");
    assertThatThrownBy(() -> assertThat(metrics).gauge("orders_total"))
        .hasMessage("metric \"orders_total\" is a COUNTER; expected a GAUGE");
    assertThatThrownBy(() -> assertThat(metrics).counter("orders_total", "region"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names and values in turn");
  }

  @Test
  void distributionsHaveCountsSumsBucketsAndQuantiles() {
    LatencyRecorder calls = metrics.latency("call_seconds", "Calls.").buckets(0.01, 0.1).register();
    calls.record(Duration.ofMillis(5).toNanos());
    calls.record(Duration.ofMillis(50).toNanos());
    metrics.histogram("size_bytes", "Sizes.").buckets(10).register().observe(12.5);
    assertThat(metrics)
        .latency("call_seconds")
        .hasCount(2)
        .hasSum(0.055)
        .hasCountAtMost(0.01, 1)
        .hasQuantileBetween(1, Duration.ofMillis(49), Duration.ofMillis(51));
    assertThat(metrics).histogram("size_bytes").hasCount(1).hasSum(12.5).hasCountAtMost(10, 0);
    var call = assertThat(metrics).latency("call_seconds");
    assertThatThrownBy(() -> call.hasCountAtMost(0.02, 1))
        .hasMessageEndingWith("has no bucket 0.02; expected one of [0.01, 0.1]");
    assertThatThrownBy(() -> call.hasQuantileBetween(0.42, Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("has no quantile 0.42");
    assertThatThrownBy(() -> call.hasQuantileBetween(1, Duration.ZERO, Duration.ofMillis(9)))
        .hasMessageContaining("to be PT0S to PT0.009S, was 0.05");
    assertThatThrownBy(() -> call.hasValue(1)).hasMessageContaining("has no value");
  }

  @Test
  void valuesHaveQuantilesInTheirOwnUnit() {
    metrics.values("score", "Scores.").decimalPlaces(2).buckets(0.5).register().observe(0.25);
    assertThat(metrics)
        .values("score")
        .hasSum(0.25)
        .hasCountAtMost(0.5, 1)
        .hasQuantileBetween(0.99, 0.25, 0.26);
    var score = assertThat(metrics).values("score");
    assertThatThrownBy(() -> score.hasQuantileBetween(0.99, 1.0, 2.0))
        .hasMessageContaining("to be 1.0 to 2.0, was 0.25");
  }

  @Test
  void stateSetsAreInStates() {
    StateSet<Thread.State> worker =
        metrics.stateSet("worker_state", "State.", Thread.State.class).register();
    worker.become(Thread.State.BLOCKED);
    var state = assertThat(metrics).stateSet("worker_state");
    state.isIn(Thread.State.BLOCKED).isNotIn("NEW");
    assertThatThrownBy(() -> state.isIn("NEW"))
        .hasMessage("expected NEW, was worker_state BLOCKED");
    assertThatThrownBy(() -> state.isIn("OLD")).hasMessageContaining("has no state OLD");
  }
}
