package io.hairspring.gateway.cache;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.nio.ByteBuffer;

/**
 * An answer as it was sent. Not changed after it was made.
 *
 * @param headers end-to-end headers
 * @param body the bytes; read-only, and to be duplicated before it is moved
 * @param storedNanos when it was stored, by the cache's ticker
 * @param ageSeconds how old it was then
 * @param freshSeconds for how long after that it may be used
 */
record StoredAnswer(
    HeaderMap headers, ByteBuffer body, long storedNanos, long ageSeconds, long freshSeconds) {
  private static final int ENTRY_BYTES = 512; // the objects around the bytes, about

  /** Returns about how many bytes an entry takes with its key. */
  int weightBytes(String key) {
    int bytes = ENTRY_BYTES + key.length() + body.remaining();
    for (HeaderValues header : headers) {
      bytes += header.getHeaderName().length();
      for (String value : header) {
        bytes += value.length();
      }
    }
    return bytes;
  }
}
