package io.hairspring.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Few random faults here; {@code -Dhairspring.soak=10000000} for as many requests. */
class SoakTest {
  @Test
  void everyRequestIsAnsweredOrCountedAndNothingIsLeft() {
    long requests = Long.getLong("hairspring.soak", 1_500);
    long seed = Long.getLong("hairspring.soak.seed", 17);
    assertThat(Soak.run(requests, seed)).startsWith(requests + " requests");
  }
}
