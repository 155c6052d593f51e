package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A debugger or a failed assertion shows what an instrument is and holds. */
class TextOfInstrumentsTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withLabel("app", "a"));

  @Test
  void anInstrumentShowsNameLabelsAndValue() {
    Family<Counter> orders = metrics.counter("orders_total", "Orders.").family("region", "kind");
    orders.with("eu", "a \"b\"").add(3);
    assertThat(orders.with("eu", "a \"b\""))
        .hasToString("orders_total{app=\"a\",region=\"eu\",kind=\"a \\\"b\\\"\"} 3");
    Gauge depth = metrics.gauge("depth", "Depth.").register();
    depth.set(1.5);
    assertThat(depth).hasToString("depth{app=\"a\"} 1.5");
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").register();
    sizes.observe(1);
    assertThat(sizes).hasToString("size_bytes{app=\"a\"} count 1");
    LatencyRecorder calls = metrics.latency("call_seconds", "Calls.").register();
    calls.record(1);
    assertThat(calls).hasToString("call_seconds{app=\"a\"} count 1");
    StateSet<String> state = metrics.stateSet("state", "S.", List.of("on", "off")).register();
    state.become("off");
    assertThat(state).hasToString("state{app=\"a\"} [off]");
  }

  @Test
  void aFamilyShowsSomeOfItsInstruments() {
    Family<Counter> family = MetricsCollector.create().counter("x_total", "X.").family("a");
    assertThat(family).hasToString("x_total by a, 0 series: []");
    family.with("1").inc();
    assertThat(family).hasToString("x_total by a, 1 series: [x_total{a=\"1\"} 1]");
    for (int i = 0; i < 50; i++) {
      family.with(i);
    }
    assertThat(family.toString())
        .contains(", 50 series: [")
        .contains("a=\"9\"")
        .hasSizeLessThan(400);
  }

  @Test
  void whatIsSwitchedOffSaysSo() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    assertThat(off.counter("x_total", "X.").family("a")).hasToString("x_total by a, disabled");
    assertThat(off.counter("y_total", "Y.").register()).hasToString("disabled");
    assertThat(off.latency("z_seconds", "Z.").register()).hasToString("disabled");
  }
}
