package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleSumTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1}) // a shared stripe, and one of the thread's own
  void whatIsRoundedAwayInOneDirectionNeedsNoDigits(int maxStripes) {
    Stripes stripes = new Stripes(maxStripes, 1);
    int address = stripes.allocate(DoubleSum.CELLS);
    DoubleSum sum = new DoubleSum(stripes, address);
    Lease lease = stripes.current();
    double x = 300 + 0x1p-44; // the next place below 2^62 is 512
    BigDecimal model = BigDecimal.valueOf(1L << 62);
    DoubleSum.add(lease, lease.near(), address, 1L << 62, sum);
    for (int i = 0; i < 1000; i++) {
      DoubleSum.addFraction(lease, lease.near(), address, x, sum);
      model = model.add(new BigDecimal(x));
    }
    assertThat(sum.hasDigits()).isFalse();
    ExactSum total = new ExactSum();
    sum.addTo(total);
    total.add(-0x1p62);
    assertThat(total.value()).isEqualTo(model.subtract(BigDecimal.valueOf(1L << 62)).doubleValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void wholeNumbersThatTheirCellCannotHoldAreInTheSum(int maxStripes) {
    Stripes stripes = new Stripes(maxStripes, 1);
    int address = stripes.allocate(DoubleSum.CELLS);
    DoubleSum sum = new DoubleSum(stripes, address);
    Lease lease = stripes.current();
    for (long n : new long[] {1L << 61, 1L << 61, 1L << 61, -(1L << 61), 1L << 62, 1L << 62, 5}) {
      DoubleSum.add(lease, lease.near(), address, n, sum);
    }
    ExactSum total = new ExactSum();
    sum.addTo(total);
    total.add(-3 * 0x1p62); // what the others make
    assertThat(total.value()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1.8p300, -0x1.8p300})
  void aDigitThatIsNearlyFullHandsOnToTheNext(double x) {
    Stripes stripes = new Stripes(1, 1);
    int address = stripes.allocate(DoubleSum.CELLS);
    int digits = stripes.allocate(1) + 1; // which are taken next
    DoubleSum sum = new DoubleSum(stripes, address);
    Lease lease = stripes.current();
    BigDecimal model = BigDecimal.ZERO;
    for (double small : new double[] {1e-300, x, 1e-280, -x}) {
      DoubleSum.addFraction(lease, lease.near(), address, small, sum);
      model = model.add(new BigDecimal(small));
    }
    for (int i = 0; i < Digits.COUNT - 4; i++) {
      long nearlyFull = (1L << 62) - 1;
      long n = (x < 0 ? -nearlyFull : nearlyFull) - lease.addSigned(digits + i, 0);
      lease.addSigned(digits + i, n);
      model =
          model.add(
              new BigDecimal(Double.MIN_VALUE)
                  .multiply(BigDecimal.valueOf(2).pow(Digits.BITS * i))
                  .multiply(BigDecimal.valueOf(n)));
    }
    for (double more :
        new double[] {x, x * 0x1p-600, x * 0x1p-600 * 0x1p-600, x * 0x1p-300, x * 0x1p-900}) {
      DoubleSum.addFraction(lease, lease.near(), address, more, sum);
      model = model.add(new BigDecimal(more));
    }
    for (int i = 0; i < Digits.COUNT; i++) {
      assertThat(Math.abs(lease.addSigned(digits + i, 0))).isLessThan(1L << 62);
    }
    ExactSum total = new ExactSum();
    sum.addTo(total);
    while (model.signum() != 0) { // every 53 bits of it
      assertThat(total.value()).isEqualTo(model.doubleValue());
      model = model.subtract(new BigDecimal(total.value()));
      total.add(-total.value());
    }
    assertThat(total.isZero()).isTrue();
  }

  @Test
  void digitsAreGivenBackWithTheirSumAndNotBefore() {
    Stripes stripes = new Stripes(1, 1);
    int address = stripes.allocate(DoubleSum.CELLS);
    DoubleSum held = withDigits(stripes, address);
    int between = stripes.allocate(1);
    withDigits(stripes, stripes.allocate(DoubleSum.CELLS));
    int end = stripes.allocate(1);
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < 200 && taken.stream().noneMatch(digits -> digits < end); i++) {
      System.gc();
      taken.add(stripes.allocate(Digits.COUNT));
    }
    assertThat(taken)
        .filteredOn(digits -> digits < end)
        .singleElement(INTEGER)
        .isGreaterThan(between);
    ExactSum total = new ExactSum();
    held.addTo(total);
    total.add(-1e300);
    total.add(-1);
    assertThat(total.value()).isEqualTo(1e-300);
  }

  private static DoubleSum withDigits(Stripes stripes, int address) {
    DoubleSum sum = new DoubleSum(stripes, address);
    Lease lease = stripes.current();
    for (double x : new double[] {1e300, 1, 1e-300}) {
      DoubleSum.addFraction(lease, lease.near(), address, x, sum);
    }
    assertThat(sum.hasDigits()).isTrue();
    return sum;
  }
}
