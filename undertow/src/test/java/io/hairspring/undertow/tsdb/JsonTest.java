package io.hairspring.undertow.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void valuesAreRead() {
    assertThat(Json.read(" {\"a\" : [1, -2.5e3,true,null], \"\\u00e4\\n\\\"\":{}, \"e\":[ ]} "))
        .isEqualTo(
            Map.of("a", List.of("1", "-2.5e3", "true", "null"), "ä\n\"", Map.of(), "e", List.of()));
  }

  @Test
  void whatIsEscapedIsReadAsItself() {
    assertThat(Json.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E4\\uD83D\\uDD70 ~\""))
        .isEqualTo("\"\\/\b\f\n\r\tä\uD83D\uDD70 ~");
  }

  @Test
  void whiteSpaceMayStandBetweenAllParts() {
    String text = "| { | \"a\" | : | [ | 1 | , | 2 | ] | , | \"b\" | : | false | } |";
    assertThat(Json.read(text.replace("|", " \t\r\n")))
        .isEqualTo(Map.of("a", List.of("1", "2"), "b", "false"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u-123\"",
        "01",
        "+1",
        "1.",
        "nul",
        "[1] 2",
        "\"\n\"",
        "\"\u001f\"",
        "\"\\",
        "{\"a\":1 \"b\":2}",
        "[1 2]",
        "-",
        "1e",
        "<html>"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
  }

  @Test
  void depthIsBounded() {
    assertThat(Json.read("[".repeat(33) + "]".repeat(33))).isInstanceOf(List.class);
    assertThat(Json.read("{\"a\":".repeat(32) + "1" + "}".repeat(32))).isInstanceOf(Map.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"a\":".repeat(33) + "1" + "}".repeat(33)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("[".repeat(34) + "]".repeat(34)));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.read("[".repeat(100_000)));
  }
}
