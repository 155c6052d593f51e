package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencySummaryTableTest {
  @Test
  void columnsAreAsWideAsTheirCharactersHoweverTheseAreEncoded() {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config());
    Family<LatencyRecorder> calls = metrics.latency("call_seconds", "Calls.").family("kind");
    calls.with("\uD83D\uDD70\uD83D\uDD70\uD83D\uDD70").record(1);
    calls.with("ä").record(1);
    String table = Rendered.as(new LatencySummaryTable(), metrics, "call_seconds");
    assertThat(table.lines().limit(3).map(line -> line.codePointCount(0, line.length())))
        .containsOnly(
            "latency       labels      window  count      p50      p95      p99".length());
  }

  @ParameterizedTest
  @CsvSource({
    "9, 9.00 ns",
    "10, 10.0 ns",
    "99, 99.0 ns",
    "100, 100 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "1000000, 1.00 ms",
    "1000000000, 1.00 s",
    "120000000000, 120 s"
  })
  void aTimeIsShownInItsOwnUnitWithThreeDigits(long nanos, String text) {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config());
    metrics.latency("call_seconds", "Calls.").significantDigits(3).register().record(nanos);
    assertThat(Rendered.as(new LatencySummaryTable(), metrics, "call_seconds"))
        .containsPattern("  " + text + "  +" + text + "  +" + text + "\n");
  }
}
