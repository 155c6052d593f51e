package io.hairspring.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Few random faults here; CONTRIBUTING says how to have an hour or millions of them. */
class SoakTest {
  @Test
  void everyRequestIsAnsweredOrCountedAndNothingIsLeft() {
    SoakPlan plan = SoakPlan.ofProperties();
    Ledger seen = Soak.run(plan);
    assertThat(plan.goesOn(seen.made(), seen.elapsedNanos())).isFalse();
  }
}
