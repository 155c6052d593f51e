package io.hairspring.collector.internal.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTextTest {
  @Property
  void anyTextReadsAsItsEscapesInUtf8(@ForAll @CharRange(to = '\ud7ff') String value) {
    byte[] expected = LabelText.escaped(value).getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[LabelText.bytes(value)];
    assertThat(LabelText.put(value, text, 0)).isEqualTo(text.length);
    assertThat(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"a\"b,a\\\"b", "a\\b,a\\\\b", "`a\nb`,a\\nb", "a\u007fb,a\u007fb", "\u6642,\u6642"})
  void whatWouldEndALabelIsEscaped(String value, String escaped) {
    byte[] text = new byte[LabelText.bytes(value)];
    LabelText.put(value, text, 0);
    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(escaped);
  }

  @Test
  void sharedLabelsComeFirstAndNamesThatAreNotClassicStandInQuotes() {
    SeriesLabels labels = new SeriesLabels(Map.of("zone.\"a\"", "b\\"), List.of("path", "status"));
    assertThat(new String(labels.encode(new String[] {"/", "200"}), StandardCharsets.UTF_8))
        .isEqualTo("\"zone.\\\"a\\\"\"=\"b\\\\\",path=\"/\",status=\"200\"");
  }

  @Test
  void aSeriesWithoutLabelsOfItsOwnHasTheSharedOnes() {
    assertThat(new SeriesLabels(Map.of(), List.of()).encode(new String[0])).isEmpty();
    SeriesLabels labels = new SeriesLabels(Map.of("service", "x"), List.of());
    assertThat(new String(labels.encode(new String[0]), StandardCharsets.UTF_8))
        .isEqualTo("service=\"x\"");
  }
}
