package io.hairspring.gateway.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Puts what is read into chunks (RFC 9112, section 7.1), each of what was there at once. */
public final class ChunkEncoder {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE_DIGITS = 4; // a buffer needs no more
  private static final int SIZE_BYTES = SIZE_DIGITS + LINE_END.length;

  private ChunkEncoder() {}

  /**
   * Reads a chunk into a buffer of at most 64 KB with room for some bytes more; the last chunk,
   * which is empty, at the end.
   *
   * @return how many bytes the channel had, -1 at its end
   */
  public static int read(ReadableByteChannel from, ByteBuffer to) throws IOException {
    int start = to.position();
    int limit = to.limit();
    to.position(start + SIZE_BYTES).limit(limit - LINE_END.length);
    int count = from.read(to);
    to.limit(limit);
    if (count > 0) {
      for (int i = 0; i < SIZE_DIGITS; i++) {
        int digit = (count >> (4 * (SIZE_DIGITS - 1 - i))) & 0xf;
        to.put(start + i, (byte) Character.forDigit(digit, 16));
      }
      to.put(start + SIZE_DIGITS, LINE_END).put(LINE_END);
    } else {
      to.position(start);
      to.put(LAST, 0, count < 0 ? LAST.length : 0);
    }
    return count;
  }
}
