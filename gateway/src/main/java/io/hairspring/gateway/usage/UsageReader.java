package io.hairspring.gateway.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteBufferFeeder;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the model and the token counts of one reply while its bytes pass, in pieces of any size;
 * keeps none of them. Understands the replies of OpenAI ({@code model}, {@code usage} with {@code
 * prompt_tokens} and {@code completion_tokens}), Anthropic ({@code input_tokens}, {@code
 * output_tokens}) and Google ({@code modelVersion}, {@code usageMetadata} with {@code
 * promptTokenCount} and {@code candidatesTokenCount}).
 *
 * <p>Memory is bounded: one text value may have {@value #MAX_STRING_CHARS} characters, a reply
 * {@value #MAX_REPLY_BYTES} bytes; beyond that, and for what is no JSON, it is unreadable and the
 * rest is ignored. One thread.
 */
public final class UsageReader {
  private static final int MAX_STRING_CHARS = 1_000_000;
  private static final long MAX_REPLY_BYTES = 16_000_000;
  private static final int MAX_DEPTH = 64;
  private static final int USAGE_DEPTH = 2;
  private static final double MOST_EXACT = 0x1p53; // up to here a double holds any whole number
  private static final long NO_COUNT = -1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING_CHARS)
                  .maxDocumentLength(MAX_REPLY_BYTES)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();

  private final JsonParser parser;
  private int depth;
  private boolean inUsage;
  private boolean unreadable;
  private boolean started;
  private boolean ended;
  private String model = "";
  private long promptTokens;
  private long completionTokens;

  /** Creates a reader for one reply. */
  public UsageReader() {
    try {
      parser = JSON.createNonBlockingByteBufferParser();
    } catch (IOException e) { // it opens nothing
      throw new IllegalStateException(e);
    }
  }

  /** Takes the next bytes of the reply. Never throws. */
  public void feed(ByteBuffer bytes) {
    if (unreadable || ended) {
      return;
    }
    started |= bytes.hasRemaining();
    try {
      ((ByteBufferFeeder) parser.getNonBlockingInputFeeder()).feedInput(bytes);
      readTokens();
    } catch (IOException notJson) {
      unreadable = true;
    }
  }

  /** Says that the reply is over, and frees what reading took. */
  public void end() {
    try {
      if (started && !unreadable && !ended) {
        parser.getNonBlockingInputFeeder().endOfInput();
        readTokens();
        unreadable = !ended;
      }
      parser.close();
    } catch (IOException notJson) {
      unreadable = true;
    }
  }

  /** Returns whether the reply was not the JSON that was expected, as far as it was seen. */
  public boolean unreadable() {
    return unreadable;
  }

  /** Returns the model that the reply names; empty if it names none. */
  public String model() {
    return model;
  }

  /**
   * Returns how many tokens the question took; 0 if the reply does not say, a negative number if
   * what it says is none: negative, a fraction, or more than 2^53.
   */
  public long promptTokens() {
    return promptTokens;
  }

  /** Returns how many tokens the answer took, as {@link #promptTokens}. */
  public long completionTokens() {
    return completionTokens;
  }

  private void readTokens() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      if (token.isStructStart()) {
        depth++;
        if (depth == USAGE_DEPTH) {
          String name = parser.currentName();
          inUsage = "usage".equals(name) || "usageMetadata".equals(name);
        }
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && depth == 1) {
        readModel();
      } else if (token.isNumeric() && depth == USAGE_DEPTH && inUsage) {
        readCount();
      }
      if (depth == 0) {
        ended = true;
        return;
      }
      token = parser.nextToken();
    }
  }

  private void readModel() throws IOException {
    String name = parser.currentName();
    if ("model".equals(name) || "modelVersion".equals(name)) {
      model = parser.getText();
    }
  }

  private void readCount() throws IOException {
    String name = parser.currentName();
    if (name == null) { // a number in an array
      return;
    }
    switch (name) {
      case "prompt_tokens", "input_tokens", "promptTokenCount" -> promptTokens = count();
      case "completion_tokens", "output_tokens", "candidatesTokenCount" ->
          completionTokens = count();
      default -> {
        // other counts, such as totals, repeat these
      }
    }
  }

  private long count() throws IOException {
    double count = parser.getDoubleValue(); // exact as far as counts are taken for true
    boolean whole = count >= 0 && count <= MOST_EXACT && count == Math.rint(count);
    return whole ? (long) count : NO_COUNT;
  }
}
