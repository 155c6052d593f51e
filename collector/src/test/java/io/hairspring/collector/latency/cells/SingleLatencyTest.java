package io.hairspring.collector.latency.cells;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a stripe tells of a latency that was recorded alone, so that no cell need be read. */
class SingleLatencyTest {
  private static final long NANOS = 5_000;
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(
          LatencyLayout.DEFAULT_DIGITS, LatencyLayout.DEFAULT_HIGHEST_NANOS, new double[0]);

  private final LatencyCells owned = cells(false);

  @Test
  void theOnlyOneSinceASumIsTold() {
    owned.record(NANOS);
    assertThat(owned.onlyOneSince(0)).isEqualTo(NANOS);
    owned.record(2 * NANOS);
    assertThat(owned.onlyOneSince(NANOS)).isEqualTo(2 * NANOS);
  }

  @Test
  void oneOfSeveralIsNot() {
    owned.record(NANOS);
    owned.record(NANOS);
    assertThat(owned.onlyOneSince(0)).isNegative();
  }

  @Test
  void zerosAreToldApartSinceNoSumShowsThem() {
    owned.record(0);
    owned.record(NANOS);
    assertThat(owned.onlyOneSince(0)).isEqualTo(NANOS);
    assertThat(owned.zeros()).isEqualTo(1);
    assertThat(owned.activity()).isEqualTo(NANOS + 1);
  }

  @Test
  void noneIsToldInAStripeOfManyWriters() {
    LatencyCells shared = cells(true);
    shared.record(NANOS);
    assertThat(shared.onlyOneSince(0)).isNegative();
    assertThat(shared.heldNoMoreThan(NANOS)).isFalse();
  }

  @Test
  void atRestTheCellsHoldWhatTheSumHolds() {
    assertThat(owned.heldNoMoreThan(0)).isFalse(); // a first recording may be half stored
    owned.record(NANOS);
    assertThat(owned.heldNoMoreThan(NANOS)).isTrue();
    owned.record(NANOS);
    assertThat(owned.heldNoMoreThan(NANOS)).isFalse();
    assertThat(owned.heldNoMoreThan(2 * NANOS)).isTrue();
  }

  private static LatencyCells cells(boolean shared) {
    Clamps uncounted =
        new Clamps() {
          @Override
          public void below() {}

          @Override
          public void above() {}
        };
    return new LatencyCells(LAYOUT, uncounted, shared);
  }
}
