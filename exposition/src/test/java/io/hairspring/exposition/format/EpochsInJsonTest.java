package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an epoch lasted, also if the wall clock was set back meanwhile. */
class EpochsInJsonTest {
  private static final Instant START = Instant.parse("2026-01-28T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"90500, 90.5", "0, 0", "-1, 0", "-60000, 0"})
  void anEpochLastsNoLessThanNothing(long millis, String seconds) {
    HandClock clock = new HandClock(START);
    MetricsCollector metrics = MetricsCollector.create(Rendered.config().withClock(clock));
    clock.set(START.plusMillis(millis));
    assertThat(Rendered.as(new MetricsJson(), metrics, "none"))
        .endsWith("\"seconds\":" + seconds + "}}");
  }
}
