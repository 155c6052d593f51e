package io.hairspring.exposition.scrape;

import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.Utf8Buffer;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a host sends. Its body is a view of memory that is used again once the answer has ended; so
 * a host says exactly once how it ended, by {@link #sent} or {@link #disconnected}, and reads the
 * body no more. Of several calls the first counts; any thread.
 */
public final class ScrapeAnswer {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int INTERNAL_ERROR = 500;
  static final int UNAVAILABLE = 503;

  private static final String RETRY_AFTER_SECONDS = "1";
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final Ended NOBODY = (whole, bytes) -> {};

  private final int status;
  private final Map<String, String> headers;
  private final ByteBuffer body;
  private final Ended ended;
  private final AtomicBoolean hasEnded = new AtomicBoolean();

  private ScrapeAnswer(int status, Map<String, String> headers, ByteBuffer body, Ended ended) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.ended = ended;
  }

  /**
   * Returns an answer with a body, which is left out for HEAD.
   *
   * @param ended told once how it ended
   */
  static ScrapeAnswer of(
      ScrapeRequest request, int status, String contentType, ByteBuffer body, Ended ended) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Content-Length", Integer.toString(body.remaining()));
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new ScrapeAnswer(status, headers, request.isHead() ? EMPTY : body, ended);
  }

  /** Returns a refusal that says what was expected, and nothing of what went on inside. */
  static ScrapeAnswer error(ScrapeRequest request, int status, String message) {
    Utf8Buffer body = new Utf8Buffer();
    new JsonWriter(body).beginObject().name("error").value(message).endObject();
    ScrapeAnswer answer =
        of(request, status, "application/json; charset=utf-8", body.asByteBuffer(), NOBODY);
    return status == UNAVAILABLE ? answer.with("Retry-After", RETRY_AFTER_SECONDS) : answer;
  }

  /** Adds a header field. Before a host sees it. */
  ScrapeAnswer with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Returns the status: 200, 400, 404, 405, 500 or 503. */
  public int status() {
    return status;
  }

  /**
   * Returns the header fields to send, each with its one value: {@code Content-Type}, {@code
   * Content-Length}, {@code Content-Encoding}, {@code Vary} and others that belong to the answer.
   */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * Returns the body, read-only and with a position of its own; empty for HEAD, whose {@code
   * Content-Length} is that of a GET. Not to be read when the answer has ended.
   */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Says that all of it was sent, and lets go of it. */
  public void sent() {
    end(true, body.remaining());
  }

  /**
   * Says that it could not be sent as a whole, since the client or its connection is gone, and lets
   * go of it.
   *
   * @param bytesSent how many bytes of the body were sent, 0 if the host cannot tell
   */
  public void disconnected(long bytesSent) {
    end(false, bytesSent);
  }

  boolean hasEnded() {
    return hasEnded.get();
  }

  private void end(boolean whole, long bytes) {
    if (hasEnded.compareAndSet(false, true)) {
      ended.ended(whole, bytes);
    }
  }

  /** Is told how an answer ended. */
  @FunctionalInterface
  interface Ended {
    void ended(boolean whole, long bytesSent);
  }
}
