package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.Allocations;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateSetTest {
  private enum Mode {
    STARTING,
    SERVING,
    DRAINING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void becomingAStateLeavesEveryOther() {
    StateSet<Mode> mode = metrics.stateSet("mode", "The mode.", Mode.class).register();
    mode.become(Mode.STARTING);
    mode.become(Mode.SERVING);
    assertThat(mode.isOn(Mode.STARTING)).isFalse();
    assertThat(mode.isOn(Mode.SERVING)).isTrue();
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("mode{mode=\"starting\"}")).isZero();
    assertThat(seen.count("mode{mode=\"serving\"}")).isOne();
    assertThat(seen.count("mode{mode=\"draining\"}")).isZero();
  }

  @Test
  void severalStatesOfANamedSetMayBeOn() {
    StateSet<String> lamps =
        metrics.stateSet("lamps", "Lamps.", List.of("red", "green")).family("at").with("door");
    lamps.set("red", true);
    lamps.set("green", true);
    lamps.set("red", false);
    Seen seen = Seen.reset(metrics);
    assertThat(seen.count("lamps{at=\"door\",lamps=\"red\"}")).isZero();
    assertThat(seen.count("lamps{at=\"door\",lamps=\"green\"}")).isOne();
    assertThat(lamps.isOn("green")).as("after a reset").isTrue();
  }

  @Test
  void aStateThatTheSetDoesNotHaveIsCountedAsRefused() {
    StateSet<String> lamp = metrics.stateSet("lamp", "A lamp.", List.of("on", "off")).register();
    lamp.become("on");
    lamp.become("broken");
    lamp.set(null, true);
    assertThat(lamp.isOn("on")).isTrue();
    assertThat(lamp.isOn("broken")).isFalse();
    String refused = "hairspring_recordings_rejected_total{reason=\"state\"}";
    assertThat(Seen.of(metrics).count(refused)).isEqualTo(2);
  }

  @Test
  void statesMustBeFewAndTellable() {
    refused(List.of(), "states of x must be 1 to 64, were 0");
    refused(IntStream.range(0, 65).mapToObj(i -> "s" + i).toList(), "1 to 64, were 65");
    refused(List.of("a", "a"), "state \"a\" of x is not allowed; expected each name once");
    refused(List.of("\uD83D", "\uDD70"), "expected each name once"); // written alike
    refused(List.of(""), "state \"\" of x is not allowed");
    assertThatThrownBy(() -> metrics.stateSet("x", "X.", List.of("a")).family("x"))
        .hasMessageContaining("the metric's own name to be left to its states");
  }

  @Test
  void theLastOf64StatesIsOneOfItsOwn() {
    List<String> names = IntStream.range(0, 64).mapToObj(i -> "s" + i).toList();
    StateSet<String> states = metrics.stateSet("x", "X.", names).register();
    states.set("s63", true);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("x{x=\"s63\"}")).isOne();
    assertThat(seen.count("x{x=\"s62\"}")).isZero();
    assertThat(seen.count("x{x=\"s0\"}")).isZero();
  }

  @Test
  void writingAllocatesNothing() {
    StateSet<Mode> mode = metrics.stateSet("mode", "The mode.", Mode.class).register();
    Allocations.assertNone(() -> mode.become(Mode.SERVING));
    Allocations.assertNone(() -> mode.set(Mode.DRAINING, true));
  }

  @Test
  void aCollectorThatIsSwitchedOffHasNoStates() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    StateSet<Mode> mode = off.stateSet("mode", "The mode.", Mode.class).register();
    mode.become(Mode.SERVING);
    assertThat(mode.isOn(Mode.SERVING)).isFalse();
  }

  private void refused(List<String> states, String message) {
    assertThatThrownBy(() -> metrics.stateSet("x", "X.", states))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
