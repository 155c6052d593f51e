package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds where nobody says anything, as it is documented. */
class DefaultsTest {
  @Test
  void aCollectorShowsEverythingForGoodUnderItsOwnNames() {
    CollectorConfig config = CollectorConfig.defaults();
    assertThat(config.enabled()).isTrue();
    assertThat(config.prefix()).isEmpty();
    assertThat(config.labels()).isEmpty();
    assertThat(config.idleLimit()).isZero();
    assertThat(config.clockThread()).isTrue();
    assertThat(config.latencyShapes()).isEmpty();
    assertThat(config.latencyGauges()).isEmpty();
    assertThat(config.gaugesOfEpoch()).isFalse();
    assertThat(config.utf8Names()).isFalse();
  }

  @Test
  void aCollectorIsBounded() {
    CollectorConfig config = CollectorConfig.defaults();
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(config.maxStripes()).isEqualTo(Math.min(Math.max(32, 8 * processors), 4096));
    assertThat(config.maxSeries()).isEqualTo(10_000);
    assertThat(config.maxLabelChars()).isEqualTo(1_024);
    assertThat(config.maxCollectionsPerSecond()).isEqualTo(100);
  }

  @Test
  void theOneWindowIsAMinuteOfSixSteps() {
    assertThat(CollectorConfig.defaults().windows())
        .containsExactly(new WindowSettings(Duration.ofSeconds(60), 6));
  }

  @Test
  void aRingLosesNothingAndCostsAnIdleMachineLittle() {
    EventSettings ring = EventSettings.defaults();
    assertThat(ring.name()).isEqualTo("requests");
    assertThat(ring.capacity()).isEqualTo(65_536);
    assertThat(ring.overflow().kind()).isEqualTo(OverflowPolicy.Kind.RECORD_INLINE);
    assertThat(ring.overflow().waitLimitNanos()).isEqualTo(100_000_000);
    assertThat(ring.waitMode()).isEqualTo(WaitMode.PARK);
    assertThat(ring.stallLimit()).hasSeconds(5);
    assertThat(ring.threads().newThread(() -> {}).isDaemon()).isTrue();
  }
}
