package io.hairspring.collector.internal.latency.write;

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
  }

  private static LatencyCells cells(boolean shared) {
    return new LatencyCells(LAYOUT, new UncountedClamps(), 0, shared);
  }
}
