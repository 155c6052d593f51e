package io.hairspring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body in chunks, read in pieces of any size into buffers of any size. */
class ChunkDecoderTest {
  private final ChunkDecoder decoder = new ChunkDecoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "1\r\nh\r\n04;a=b\r\nello\r\n000\r\n\r\n",
        "2 ;a=\"\u00e9\"\r\nhe\r\n3\r\nllo\r\n0;b\r\nX: 1\r\nY:\r\n\r\n",
      })
  void itIsWhatItWasHoweverItIsCut(String chunks) throws BadMessageException {
    for (int piece = 1; piece <= chunks.length(); piece++) {
      for (int room = 1; room <= 6; room++) {
        decoder.reset();
        assertThat(decoded(chunks + "next", piece, room)).isEqualTo("hello|next");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "\r\n",
        "-1\r\n",
        "+1\r\n",
        " 1\r\n",
        "0x1\r\n",
        "1\na",
        "1 1\r\n",
        "1;a\nb",
        "1\r\nab",
        "1\r\na\n",
        "1\rx",
        "0\r\n\n",
        "0\r\n\rx",
        "ffffffffffffffff\r\n"
      })
  void whatIsNoChunkIsBad(String text) {
    assertThatThrownBy(() -> decoded(text, text.length(), 9))
        .isInstanceOf(BadMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1;", "0\r\nX: ", "0\r\nX: 1\r\nX: 1\r\n"})
  void framingIsBounded(String start) {
    String text = start + "x".repeat(10_000);
    assertThatThrownBy(() -> decoded(text, text.length(), 9))
        .isInstanceOf(BadMessageException.class);
  }

  /** Returns the data and what is left over. */
  private String decoded(String text, int piece, int room) throws BadMessageException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    StringBuilder data = new StringBuilder();
    int at = 0;
    while (at < bytes.length && !decoder.isDone()) {
      ByteBuffer from = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
      while (from.hasRemaining() && !decoder.isDone()) {
        ByteBuffer to = ByteBuffer.allocate(room);
        decoder.decode(from, to);
        data.append(StandardCharsets.ISO_8859_1.decode(to.flip()));
      }
      at = from.position();
    }
    return data + "|" + text.substring(at);
  }
}
