package io.hairspring.undertow.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body in chunks, read in pieces of any size into buffers of any size. */
class ChunkedBodyTest {
  private final ChunkedBody body = new ChunkedBody();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "1\r\nh\r\n04;a=b\r\nello\r\n000\r\n\r\n",
        "2 ;a=\"\u00e9\"\r\nhe\r\n3\r\nllo\r\n0;b\r\nX: 1\r\nY:\r\n\r\n",
      })
  void itIsWhatItWasHoweverItIsCut(String chunks) {
    for (int piece = 1; piece <= chunks.length(); piece++) {
      for (int room = 0; room <= 6; room++) {
        assertThat(decoded(new ChunkedBody(), chunks + "next", piece, room))
            .isEqualTo(room == 0 ? "|next" : "hello|next");
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
        "0\r\nno colon\r\n\r\n",
        "0\r\n folded: x\r\n\r\n",
        "1;\u0000\r\n",
        "0\r\nX: \u0000\r\n\r\n",
        "ffffffffffffffff\r\n"
      })
  void whatIsNoChunkIsBad(String text) {
    assertThat(decoded(body, text, text.length(), 9)).startsWith("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1;", "0\r\nX: ", "0\r\nX: 1\r\nX: 1\r\nX: "})
  void framingIsBounded(String start) {
    String text = start + "x".repeat(10_000);
    assertThat(decoded(body, text, text.length(), 9)).startsWith("none");
  }

  /** Returns the data, as far as there is room for any, and what is left over. */
  private static String decoded(ChunkedBody body, String text, int piece, int room) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    StringBuilder data = new StringBuilder();
    int at = 0;
    while (at < bytes.length && !body.isWhole()) {
      ByteBuffer from = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
      while (from.hasRemaining() && !body.isWhole()) {
        ByteBuffer to = ByteBuffer.allocate(room);
        if (!body.accepts(from, room == 0 ? null : to)) {
          return "none";
        }
        data.append(StandardCharsets.ISO_8859_1.decode(to.flip()));
      }
      at = from.position();
    }
    return data + "|" + text.substring(at);
  }
}
