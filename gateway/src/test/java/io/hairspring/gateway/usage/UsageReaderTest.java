package io.hairspring.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {
  private static final String REPLY =
      """
      {"id":"é","choices":[{"model":"no","usage":{"prompt_tokens":99}}],"model":"gpt-4o",
       "usage":{"prompt_tokens":12,"completion_tokens":345,"total_tokens":357,
       "details":{"prompt_tokens":7,"model":"no"}}}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 10_000})
  void countsAreReadHoweverTheReplyIsCutIntoPieces(int size) {
    UsageReader reader = read(REPLY, size);
    assertThat(reader.model()).isEqualTo("gpt-4o");
    assertThat(reader.promptTokens()).isEqualTo(12);
    assertThat(reader.completionTokens()).isEqualTo(345);
    assertThat(reader.unreadable()).isFalse();
  }

  @Test
  void theOtherProvidersSayItInTheirWords() {
    UsageReader anthropic =
        read("{\"model\":\"claude\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}", 9);
    assertThat(anthropic.promptTokens()).isEqualTo(1);
    assertThat(anthropic.completionTokens()).isEqualTo(2);
    UsageReader google =
        read(
            "{\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":4},"
                + "\"modelVersion\":\"gemini\"}",
            9);
    assertThat(google.model()).isEqualTo("gemini");
    assertThat(google.promptTokens()).isEqualTo(3);
    assertThat(google.completionTokens()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "{\"model\":",
        "not json",
        "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void whatIsNoSuchJsonIsUnreadableAndNeverThrows(String reply) {
    assertThat(read(reply, 5).unreadable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1,2]", "3 "})
  void aReplyThatSaysNothingCountsNothing(String reply) {
    UsageReader reader = read(reply, 5);
    assertThat(reader.unreadable()).isFalse();
    assertThat(reader.model()).isEmpty();
    assertThat(reader.promptTokens()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.5", "1e300", "1e400", "-9e99", "99999999999999999999"})
  void whatIsNoCountOfTokensIsToldFromNone(String count) {
    UsageReader reader =
        read("{\"usage\":{\"prompt_tokens\":" + count + ",\"x\":2},\"model\":\"m\"}", 5);
    assertThat(reader.promptTokens()).isNegative();
    assertThat(reader.completionTokens()).isZero();
    assertThat(reader.model()).isEqualTo("m");
    assertThat(reader.unreadable()).isFalse();
  }

  @Test
  void aWholeNumberIsACountHoweverItIsWritten() {
    UsageReader reader = read("{\"usage\":{\"prompt_tokens\":12.0,\"completion_tokens\":1e3}}", 5);
    assertThat(reader.promptTokens()).isEqualTo(12);
    assertThat(reader.completionTokens()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void whatFollowsTheReplyIsNotRead(int size) {
    UsageReader reader = read("{\"model\":\"first\"} {\"model\":\"second\"} no JSON", size);
    assertThat(reader.model()).isEqualTo("first");
    assertThat(reader.unreadable()).isFalse();
  }

  @Test
  void aReplyWithoutABodySaysNothing() {
    UsageReader reader = new UsageReader();
    reader.feed(ByteBuffer.allocate(0));
    reader.end();
    assertThat(reader.unreadable()).isFalse();
  }

  @Test
  void aTextBeyondTheBoundEndsTheReadingAndWhatCameBeforeCounts() {
    String reply = "{\"model\":\"m\",\"text\":\"" + "x".repeat(3_000_000) + "\"}";
    UsageReader reader = read(reply, 16_384);
    assertThat(reader.unreadable()).isTrue();
    assertThat(reader.model()).isEqualTo("m");
  }

  private static UsageReader read(String reply, int size) {
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    UsageReader reader = new UsageReader();
    for (int i = 0; i < bytes.length; i += size) {
      reader.feed(ByteBuffer.wrap(bytes, i, Math.min(size, bytes.length - i)));
    }
    reader.end();
    return reader;
  }
}
