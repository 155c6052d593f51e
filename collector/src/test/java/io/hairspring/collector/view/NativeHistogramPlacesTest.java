package io.hairspring.collector.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which bucket of the finest schema a value counts in. */
class NativeHistogramPlacesTest {
  @Test
  void powersOfTwoAreBounds() {
    int finest = 1 << 8;
    assertThat(NativeHistogram.place(1)).isZero();
    assertThat(NativeHistogram.place(Math.nextUp(1.0))).isEqualTo(1);
    assertThat(NativeHistogram.place(2)).isEqualTo(finest);
    assertThat(NativeHistogram.place(0.5)).isEqualTo(-finest);
    assertThat(NativeHistogram.place(0.75)).isEqualTo((int) Math.ceil(finest * -0.41504));
  }
}
