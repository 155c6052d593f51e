package io.hairspring.exposition.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When checks run where nobody says anything. */
class HealthDefaultsTest {
  private final HealthBuilder builder = Health.builder();

  @Test
  void aRoundComesEveryTenSecondsAndOnRequestOnceASecond() {
    assertThat(builder.every).hasSeconds(10);
    assertThat(builder.pause).hasSeconds(1);
  }

  @Test
  void aCheckAnswersWithinTwoSeconds() {
    builder.check("database", () -> CheckResult.healthy("reachable"));
    assertThat(builder.checks.get("database").limitNanos()).isEqualTo(2_000_000_000);
  }
}
