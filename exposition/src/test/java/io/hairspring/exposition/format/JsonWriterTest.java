package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void anyTextReadsBackAsItself() throws Exception {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 0x300; c++) {
      text.append(c);
    }
    text.append("\u2028\u2029時計\uFFFF").appendCodePoint(0x1F570).appendCodePoint(0x10FFFF);
    Utf8Buffer out = new Utf8Buffer();
    new JsonWriter(out).beginObject().name(text.toString()).value(text.toString()).endObject();
    JsonNode read = JsonMapper.builder().build().readTree(out.toString());
    assertThat(read.get(text.toString()).asText()).isEqualTo(text.toString());
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    Utf8Buffer out = new Utf8Buffer();
    new JsonWriter(out).value("a\uD83Db\uDD70");
    assertThat(out).hasToString("\"a\uFFFDb\uFFFD\"");
  }

  @Test
  void commasStandBetweenMembersOnly() {
    Utf8Buffer out = new Utf8Buffer();
    JsonWriter json = new JsonWriter(out).beginObject();
    json.name("a").beginArray().endArray();
    json.name("b").beginArray().value(1).value(true).beginObject().endObject().endArray();
    json.name("c").value(Double.NEGATIVE_INFINITY).name("d").seconds(Double.NaN).endObject();
    assertThat(out).hasToString("{\"a\":[],\"b\":[1,true,{}],\"c\":\"-Inf\",\"d\":\"NaN\"}");
  }
}
