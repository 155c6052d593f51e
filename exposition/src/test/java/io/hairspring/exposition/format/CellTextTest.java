package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.internal.series.Utf8Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
  @ParameterizedTest
  @CsvSource({
    "abc, 3", "é, 1", "界, 2", "日本語, 6", "ｆｕｌｌ, 8", "한글, 4", "🔥, 2", "𠀀, 2", "Ω…, 2", "㍿, 2"
  })
  void whatTerminalsShowInTwoColumnsCountsAsTwo(String text, int columns) {
    assertThat(CellText.columns(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "界", "🔥", "a界", "a🔥界", "🔥a"})
  void aTextIsCutToAtMost64ColumnsBetweenWholeCharacters(String part) {
    for (int times : new int[] {65, 200, 5_000}) {
      String cell = CellText.of(part.repeat(times));
      assertThat(CellText.columns(cell)).isBetween(61, 64);
      assertThat(Utf8Text.is(cell)).isTrue();
      assertThat(cell.replace("…", "")).matches("[" + part + "]*");
    }
  }

  @Test
  void aTextOf64ColumnsStaysWhole() {
    assertThat(CellText.of("a".repeat(64))).isEqualTo("a".repeat(64));
    assertThat(CellText.of("界".repeat(32))).isEqualTo("界".repeat(32));
    assertThat(CellText.of("a".repeat(65))).isEqualTo("a".repeat(31) + "…" + "a".repeat(31));
  }
}
