package io.hairspring.collector.internal.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusIndexTest {
  private final StatusIndex slots = new StatusIndex();

  @Test
  void statusesAreNumberedAsTheyCome() {
    assertThat(slots.take(503)).isEqualTo(1);
    assertThat(slots.take(200)).isEqualTo(2);
    assertThat(slots.take(503)).isEqualTo(1);
    assertThat(StatusIndex.of(slots.slots(), 200)).isEqualTo(2);
    assertThat(StatusIndex.of(slots.slots(), 404)).isEqualTo(StatusIndex.NONE);
  }

  @Test
  void whatIsNoStatusHasNoSlot() {
    for (int status : new int[] {Integer.MIN_VALUE, -1, 0, 99, 600, Integer.MAX_VALUE}) {
      assertThat(slots.take(status)).isEqualTo(StatusIndex.NONE);
      assertThat(StatusIndex.of(slots.slots(), status)).isEqualTo(StatusIndex.NONE);
    }
    assertThat(slots.take(100)).isEqualTo(1);
    assertThat(slots.take(599)).isEqualTo(2);
  }
}
