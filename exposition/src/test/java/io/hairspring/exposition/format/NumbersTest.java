package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  /** The examples of OpenMetrics 1.0, "Considerations: Canonical Numbers", and some beside them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, 0.0",
    "0.001, 0.001",
    "0.005, 0.005",
    "0.1, 0.1",
    "1, 1.0",
    "2.5, 2.5",
    "10, 10.0",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.000025, 2.5e-05",
    "100000, 100000.0",
    "999999.5, 999999.5",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "-25, -25.0",
    "-2500000, -2.5e+06",
    "1e300, 1e+300",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "NaN, NaN"
  })
  void boundsAreCanonicalFloats(double value, String text) {
    assertThat(Numbers.canonical(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        1e-300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0x1p53,
        0x1p53 + 2,
        1e15,
        123456.789,
        -0x1p60
      })
  void aValueReadsBackAsTheSameDouble(double value) {
    Utf8Buffer out = new Utf8Buffer();
    Numbers.value(out, value);
    assertThat(Double.doubleToLongBits(Double.parseDouble(out.toString())))
        .isEqualTo(Double.doubleToLongBits(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.000999424, 0.000999424",
    "1e-9, 0.000000001",
    "-1e-9, -0.000000001",
    "-1.25, -1.25",
    "123456.789, 123456.789",
    "999999.999999999, 999999.999999999",
    "1000000.1, 1000000.1",
    "0.30000000000000004, 0.30000000000000004",
    "1.0000000001, 1.0000000001",
    "1e-10, 1.0E-10"
  })
  void aValueIsTheShortestDecimal(double value, String text) {
    Utf8Buffer out = new Utf8Buffer();
    Numbers.value(out, value);
    assertThat(out).hasToString(text);
  }

  @Test
  void anyNumberOfBillionthsIsAnExactDecimal() {
    Random random = new Random(20_261_130);
    for (int i = 0; i < 10_000; i++) {
      BigDecimal decimal = BigDecimal.valueOf(1 + (random.nextLong() >>> 15), 9);
      for (BigDecimal each : List.of(decimal, decimal.negate())) {
        Utf8Buffer out = new Utf8Buffer();
        Numbers.value(out, each.doubleValue());
        assertThat(out).hasToString(each.stripTrailingZeros().toPlainString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "5000000, 0.005",
    "1000000000, 1",
    "1500000000, 1.5",
    "3600000000001, 3600.000000001",
    "9223372036854775807, 9223372036.854775807",
    "-1500000000, -1.5"
  })
  void nanosecondsAreExactSeconds(long nanos, String text) {
    Utf8Buffer out = new Utf8Buffer();
    Numbers.seconds(out, nanos);
    assertThat(out).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        7,
        10,
        -10,
        99,
        100,
        105,
        2_147_483_647,
        2_147_483_648L,
        100_000_000_000L,
        -1_234_567_890_123L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void wholeNumbersAreDecimal(long value) {
    assertThat(new Utf8Buffer().number(value)).hasToString(Long.toString(value));
  }

  @Test
  void boundsThatShareAPlaceTakeTurns() {
    BoundTexts texts = new BoundTexts();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        assertThat(new String(texts.of(i / 8.0), StandardCharsets.US_ASCII))
            .isEqualTo(Numbers.canonical(i / 8.0) + BoundTexts.END);
      }
    }
  }
}
