package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static final long MOST = (1L << 62) - 1; // of one digit

  private final ExactSum sum = new ExactSum();

  @Test
  void aDigitThatIsNearlyFullHandsOnToTheNext() {
    BigDecimal model = BigDecimal.ZERO;
    BigDecimal unit = new BigDecimal(Double.MIN_VALUE);
    for (long n : new long[] {MOST, 1, 1L << 61, MOST, -MOST, -7, -MOST, -MOST, -MOST}) {
      for (int digit : new int[] {0, 20, 40}) {
        sum.addDigit(digit, n);
        model =
            model.add(
                unit.multiply(BigDecimal.valueOf(2).pow(32 * digit))
                    .multiply(BigDecimal.valueOf(n)));
        assertThat(sum.value()).isEqualTo(model.doubleValue());
      }
    }
  }

  @Test
  void aTieIsRoundedToTheEvenOneAndLessThanThatMoreIsNot() {
    sum.add(0x1p1023);
    sum.add(0x1p970); // half of the last place
    assertThat(sum.value()).isEqualTo(0x1p1023);
    sum.add(Double.MIN_VALUE);
    assertThat(sum.value()).isEqualTo(Math.nextUp(0x1p1023));
  }

  @Test
  void whatIsBeyondTheLargestIsInfiniteUntilItIsTakenAway() {
    ExactSum other = new ExactSum();
    sum.add(Double.MAX_VALUE);
    sum.add(Double.MAX_VALUE);
    assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
    other.add(Double.MAX_VALUE);
    other.add(0.5);
    sum.subtract(other);
    sum.subtract(sum.copy());
    assertThat(sum.isZero()).isTrue();
    other.subtract(other.copy());
    assertThat(other.isZero()).isTrue();
    other.add(Long.MIN_VALUE);
    other.add(Long.MAX_VALUE);
    assertThat(other.value()).isEqualTo(-1);
  }
}
