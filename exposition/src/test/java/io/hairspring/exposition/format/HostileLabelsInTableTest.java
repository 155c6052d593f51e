package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels that clients choose, in a table that people read in a terminal. */
class HostileLabelsInTableTest {
  private static final int LONG = 65_536;

  @Test
  void longLabelsAreCutInTheMiddleAndWidenNoOtherRow() {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config().withMaxLabelChars(LONG));
    Family<LatencyRecorder> calls = metrics.latency("call_seconds", "Calls.").family("kind");
    for (int i = 0; i < 58; i++) {
      calls.with("kind-" + i).record(1);
    }
    calls.with("a".repeat(LONG)).record(1);
    calls.with("界".repeat(LONG)).record(1);
    String table = Rendered.as(new LatencySummaryTable(), metrics, "call_seconds");
    assertThat(table.length()).isLessThan(60 * 200);
    assertThat(table).contains("kind=\"aaaa").contains("a…a").contains("aaa\"  ").contains("界…界");
    assertThat(rows(table)).hasSize(61);
    assertThat(rows(table).stream().map(CellText::columns).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b]0;title\u0007",
        "a\nb\rc\td",
        "\u009b31m",
        "\u202eabc\u2066",
        "\u2028\u2029\u0085",
        "e\u0301\u0300",
        "\u200b\ufeff\u00ad",
        "日本語 ｆｕｌｌ 🕰🔥",
        "\ud800",
        "\u115f\u3164"
      })
  void nothingInALabelMovesAnythingElse(String value) {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config());
    Family<LatencyRecorder> calls = metrics.latency("call_seconds", "Calls.").family("kind");
    calls.with(value).record(1);
    calls.with("plain").record(1);
    String table = Rendered.as(new LatencySummaryTable(), metrics, "call_seconds");
    assertThat(rows(table)).hasSize(3).allMatch(row -> row.matches("[^\\p{C}\\p{M}]*"));
    assertThat(rows(table).stream().map(CellText::columns).distinct()).hasSize(1);
  }

  private static List<String> rows(String table) {
    return List.of(table.substring(0, table.indexOf("\n\n")).split("\n", -1));
  }
}
