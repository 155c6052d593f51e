package io.hairspring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of answers, in pieces of any size. */
class AnswerReaderTest {
  private final AnswerReader reader = new AnswerReader();

  @Test
  void aHeadIsReadHoweverItIsCutAndWhatFollowsIsLeft() throws BadMessageException {
    String head =
        "HTTP/1.1 200 OK then\r\nETag:\"1\" \r\nx-odd : a\r\n  b\r\nX-Empty:\r\nAge: 1\r\nage:\t2\r\n\r\n";
    for (int piece = 1; piece <= head.length() + 4; piece++) {
      ByteBuffer bytes = bytes(head + "body");
      Answer answer = null;
      while (answer == null) {
        ByteBuffer part = bytes.slice(bytes.position(), Math.min(piece, bytes.remaining()));
        answer = reader.read(part);
        bytes.position(bytes.position() + part.position());
      }
      assertThat(bytes.remaining()).isEqualTo(4);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().get(Headers.AGE)).containsExactly("1", "2");
      assertThat(answer.headers().getFirst(Headers.ETAG)).isEqualTo("\"1\"");
      assertThat(answer.headers().getFirst("X-Odd")).isEqualTo("a    b");
      assertThat(answer.headers().getFirst("X-Empty")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 404", "HTTP/1.1 404 ", "HTTP/1.1 404 \u00e9", "HTTP/1.0 404 x"})
  void aReasonMayBeAbsent(String line) throws BadMessageException {
    Answer answer = reader.read(bytes(line + "\r\n\r\n"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.http10()).isEqualTo(line.contains("1.0"));
    assertThat(reader.read(bytes(line + "\n\n")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "HTTP/2.",
        "SSH-2.0-OpenSSH",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.x 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 2000\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n x: folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\u0000\r\n\r\n"
      })
  void whatIsNoHeadIsBad(String text) {
    assertThatThrownBy(() -> reader.read(bytes(text))).isInstanceOf(BadMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Etag", "ETag", "ETagX", "ETa", "E", "X"})
  void namesAreThoseOfThisHeadAlsoWhereTheOneBeforeHadOthers(String name)
      throws BadMessageException {
    reader.read(bytes("HTTP/1.1 200\r\nETag: 1\r\nAge: 1\r\n\r\n"));
    Answer answer = reader.read(bytes("HTTP/1.1 200\r\n" + name + ": 2\r\nage: 1\r\n\r\n"));
    assertThat(answer.headers().getHeaderNames())
        .extracting(HttpString::toString)
        .containsExactlyInAnyOrder(name, "age");
  }

  @Test
  void aHeadIsBounded() {
    ByteBuffer endless = bytes("HTTP/1.1 200 OK\r\nX: " + "x".repeat(AnswerReader.MOST_BYTES));
    assertThatThrownBy(() -> reader.read(endless)).isInstanceOf(BadMessageException.class);
  }

  @Test
  void interimHeadsAreBoundedWithTheFinalOne() throws BadMessageException {
    String hint = "HTTP/1.1 103\r\nX: " + "x".repeat(AnswerReader.MOST_BYTES / 3) + "\r\n\r\n";
    for (int i = 0; i < 4; i++) {
      assertThat(reader.read(bytes(hint)).isInterim()).isTrue();
      assertThat(reader.read(bytes(hint)).isInterim()).isTrue();
      assertThat(reader.read(bytes("HTTP/1.1 200\r\n\r\n")).status()).isEqualTo(200);
    }
    reader.read(bytes(hint));
    reader.read(bytes(hint));
    assertThatThrownBy(() -> reader.read(bytes(hint))).isInstanceOf(BadMessageException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200, X: y, true",
    "HTTP/1.1 200, 'Connection: a, Close', false",
    "HTTP/1.1 200, Connection: closed, true",
    "HTTP/1.0 200, X: y, false",
    "HTTP/1.0 200, 'Connection: x , keep-alive', true"
  })
  void itSaysWhetherItsConnectionIsKept(String line, String header, boolean kept)
      throws BadMessageException {
    Answer answer = reader.read(bytes(line + "\r\n" + header + "\r\n\r\n"));
    assertThat(answer.keepsConnection()).isEqualTo(kept);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
