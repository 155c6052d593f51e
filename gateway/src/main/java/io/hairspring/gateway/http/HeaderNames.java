package io.hairspring.gateway.http;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;

/** Names that answers often have, so that none of them is made anew. Immutable. */
final class HeaderNames {
  private static final int CASE = 0x20; // the bit in which the cases of a letter differ
  private static final HttpString[] TABLE = new HttpString[256];

  static {
    for (HttpString name :
        List.of(
            Headers.ACCEPT_RANGES,
            Headers.AGE,
            Headers.CACHE_CONTROL,
            Headers.CONNECTION,
            Headers.CONTENT_ENCODING,
            Headers.CONTENT_LENGTH,
            Headers.CONTENT_TYPE,
            Headers.DATE,
            Headers.ETAG,
            Headers.EXPIRES,
            new HttpString("Keep-Alive"),
            Headers.LAST_MODIFIED,
            Headers.LOCATION,
            Headers.PRAGMA,
            Headers.SERVER,
            Headers.SET_COOKIE,
            Headers.STRICT_TRANSPORT_SECURITY,
            Headers.TRANSFER_ENCODING,
            Headers.VARY,
            Headers.X_CONTENT_TYPE_OPTIONS,
            Headers.X_FRAME_OPTIONS)) {
      byte[] bytes = new byte[name.length()];
      name.copyTo(bytes, 0);
      TABLE[slot(bytes, 0, bytes.length)] = name; // of two in one slot the second is kept
    }
  }

  private HeaderNames() {}

  /** Returns these bytes, at least one, as a name. */
  static HttpString of(byte[] bytes, int from, int length) {
    HttpString known = TABLE[slot(bytes, from, length)];
    return known != null && is(known, bytes, from, length)
        ? known
        : new HttpString(bytes, from, length);
  }

  private static int slot(byte[] bytes, int from, int length) {
    int first = bytes[from] | CASE;
    int last = bytes[from + length - 1] | CASE;
    int middle = bytes[from + length / 2] | CASE;
    return (first * 7 + middle * 31 + last + length * 13) & (TABLE.length - 1);
  }

  private static boolean is(HttpString name, byte[] bytes, int from, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((name.byteAt(i) | CASE) != (bytes[from + i] | CASE)) {
        return false;
      }
    }
    return true;
  }
}
