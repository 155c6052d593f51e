package io.hairspring.undertow.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeQueryTest {
  @ParameterizedTest
  @ValueSource(strings = {"15", "0.5", "15s", "1h30m", "500ms", "1d", "2w", "1y", "123456789"})
  void stepsAreSecondsOrDurations(String step) {
    assertThat(new RangeQuery("up", "0", "1", step).step()).isEqualTo(step);
  }

  @Test
  void theStepIs15SecondsUnlessToldOtherwise() {
    assertThat(new RangeQuery("up", "0", "1", null).step()).isEqualTo("15s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0s",
        "-1",
        "1x",
        "s",
        "1h 30m",
        "1e3",
        "Infinity",
        "1s1",
        "1234567890",
        "1234567890ms"
      })
  void otherStepsAreRefused(String step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery("up", "0", "0", step))
        .withMessageStartingWith("step: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1.5",
        "1769594400",
        "999999999999.123456789",
        "1769594400.123",
        "2026-01-28T10:00:00Z",
        "2026-01-28T10:00:00.5+02:00"
      })
  void timesAreUnixOrRfc3339(String time) {
    assertThat(new RangeQuery("up", time, time, "1s").start()).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "now",
    "1e9",
    "2026-01-28",
    "NaN",
    "'1769594400 '",
    "''",
    "1769594400000",
    "0.1234567890",
    "+999999999-12-31T23:59:59.999999999+18:00:00"
  })
  void otherTimesAreRefused(String time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery("up", time, "1", "1s"))
        .withMessageStartingWith("start: ");
  }

  @Test
  void thePointsOfASeriesAreBounded() {
    assertThat(new RangeQuery("up", "0", "11000", "1").end()).isEqualTo("11000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery("up", "0", "11001", "1"))
        .withMessageContaining("11000");
  }

  @ParameterizedTest
  @CsvSource({
    "1ms, 11, 11.001",
    "1s, 11000, 11001",
    "1m, 660000, 660060",
    "1h, 39600000, 39603600",
    "1d, 950400000, 950486400",
    "1w, 6652800000, 6653404800",
    "1y, 346896000000, 346927536000"
  })
  void aUnitIsAsLongAsItSays(String step, String lastEnd, String tooLate) {
    assertThat(new RangeQuery("up", "0", lastEnd, step).end()).isEqualTo(lastEnd);
    assertThatIllegalArgumentException().isThrownBy(() -> new RangeQuery("up", "0", tooLate, step));
  }

  @Test
  void aStepHasNoMorePartsThanFitIn40Characters() {
    assertThat(new RangeQuery("up", "0", "1", "1s".repeat(20)).step()).hasSize(40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery("up", "0", "1", "1s".repeat(21)))
        .withMessageStartingWith("step: ");
  }

  @Test
  void aQueryOfBlanksIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery(" ", "0", "1", "1"))
        .withMessageStartingWith("query: ");
  }

  @Test
  void theEndIsNotBeforeTheStartByAFractionEither() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RangeQuery("up", "2026-01-28T10:00:00.5Z", "2026-01-28T10:00:00.25Z", "1"))
        .withMessage("end: expected a time not before start");
  }

  @Test
  void aQueryThatIsTooLongIsRefusedAndNotRepeated() {
    assertThat(new RangeQuery("a".repeat(4_096), "0", "1", "1").query()).hasSize(4_096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeQuery("a".repeat(4_097), "0", "1", "1"))
        .withMessage("query: expected an expression of 1 to 4096 characters");
  }
}
