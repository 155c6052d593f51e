package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Label values of several types in one look-up. */
class MixedLabelsTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  private Family<Counter> family(String... labels) {
    return metrics.counter("x_" + labels.length + "_total", "X.").family(labels);
  }

  @Test
  void anyMixOfTypesIsTheSameAsItsTexts() {
    Family<Counter> two = family("a", "b");
    assertThat(two.with(DayOfWeek.MONDAY, "eu")).isSameAs(two.with("MONDAY", "eu"));
    assertThat(two.with("eu", DayOfWeek.MONDAY)).isSameAs(two.with("eu", "MONDAY"));
    assertThat(two.with(200, "eu")).isSameAs(two.with("200", "eu"));
    assertThat(two.with(true, 1L << 40)).isSameAs(two.with("true", "1099511627776"));
    assertThat(two.with('x', 0.5)).isSameAs(two.with("x", "0.5"));
    assertThat(two.with(DayOfWeek.MONDAY, (Object) null)).isSameAs(two.with("MONDAY", ""));
  }

  @Test
  void thereMayBeMoreLabelsThanFour() {
    Family<Counter> five = family("a", "b", "c", "d", "e");
    assertThat(five.with("a", "b", "c", "d", "e")).isSameAs(five.with("a", "b", "c", "d", 'e'));
  }

  @Test
  void anotherNameForWithIsThere() {
    Family<Counter> one = family("a");
    assertThat(one.labelValues("eu")).isSameAs(one.with("eu"));
    assertThat(one.labelValues(false)).isSameAs(one.with("false"));
  }

  @Test
  void anObjectWithoutATextOfItsOwnIsRefused() {
    assertThatThrownBy(() -> family("a", "b").with("eu", new UUID(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.UUID")
        .hasMessageContaining("expected a text, a number");
  }

  @Test
  void anotherNumberOfLabelsIsRefusedAsEver() {
    assertThatThrownBy(() -> family("a", "b").with("eu", 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("takes 2 labels (a, b), got 3 (\"eu\", \"1\", \"true\")");
  }
}
