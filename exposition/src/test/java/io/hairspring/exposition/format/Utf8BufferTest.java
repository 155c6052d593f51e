package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {
  @Test
  void textIsEncodedAsTheJdkDoes() {
    StringBuilder text = new StringBuilder("\uFFFF").appendCodePoint(0x10000);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 997) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    Utf8Buffer out = new Utf8Buffer().utf8(text.toString());
    byte[] bytes = new byte[out.length()];
    out.asByteBuffer().get(bytes);
    assertThat(bytes).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void repeatingABeginningMakesRoomForAllThatFollows() {
    byte[] text = {'='};
    int capacity = new Utf8Buffer().capacity();
    for (int before = capacity - 40; before <= capacity; before++) {
      Utf8Buffer out = new Utf8Buffer().ascii("a".repeat(before));
      out.again(0, 3, text, Long.MIN_VALUE);
      assertThat(out.toString()).endsWith("aaa=-9223372036854775808");
    }
  }

  @Test
  void aClearedBufferIsEmptyAndKeepsItsMemory() {
    Utf8Buffer out = new Utf8Buffer().ascii("a".repeat(100_000));
    int capacity = out.capacity();
    out.clear();
    assertThat(out.length()).isZero();
    assertThat(out.capacity()).isEqualTo(capacity).isGreaterThanOrEqualTo(100_000);
    assertThat(out.ascii("b")).hasToString("b");
  }
}
