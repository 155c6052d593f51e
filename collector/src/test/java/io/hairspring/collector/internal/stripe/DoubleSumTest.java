package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
}
