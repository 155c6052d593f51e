package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0.0789, 0.0789",
    "0.99951, 1",
    "1, 1",
    "1.5, 1.5",
    "123456, 123000",
    "0, 0",
    "-2.345, -2.35"
  })
  void aNumberHasThreeDigits(double value, String text) {
    assertThat(Text.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2.654, 2.65 ns",
    "999.4, 999 ns",
    "999.6, 1 µs",
    "14012, 14 µs",
    "538000000, 538 ms",
    "2.5e12, 2500 s",
  })
  void aTimeHasTheUnitThatSuitsIt(double nanos, String text) {
    assertThat(Text.time(nanos)).isEqualTo(text);
  }

  @Test
  void whatWasNotMeasuredIsEmpty() {
    assertThat(Text.number(Double.NaN)).isEmpty();
    assertThat(Text.time(Double.NaN)).isEmpty();
    assertThat(Text.bytes(Double.NaN)).isEmpty();
    assertThat(Text.percent(Estimate.of(3))).isEmpty();
  }

  @Test
  void anEstimateTellsItsSpreadWhereThatIsKnown() {
    assertThat(Text.estimate(new Estimate(0.77, 0.7, Double.POSITIVE_INFINITY), ""))
        .isEqualTo("0.77 (0.7 to ∞)");
    assertThat(Text.estimate(Estimate.of(45.678), " ns")).isEqualTo("45.7 ns");
    assertThat(Text.estimate(Estimate.of(0.00001), " B")).isEqualTo("0.00 B");
    assertThat(Text.amount(12_288, " B")).isEqualTo("12288 B");
    assertThat(Text.percent(Estimate.around(50, 5))).isEqualTo("10 %");
  }
}
