package io.hairspring.gateway.http;

import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashSet;
import java.util.Set;

/** Which headers are about one connection and not about the message (RFC 9110, section 7.6.1). */
public final class HeaderRules {
  private static final Set<HttpString> HOP_BY_HOP =
      Set.of(
          Headers.CONNECTION,
          Headers.KEEP_ALIVE,
          new HttpString("Proxy-Connection"),
          Headers.PROXY_AUTHENTICATE,
          Headers.PROXY_AUTHORIZATION,
          Headers.TE,
          Headers.TRAILER,
          Headers.TRANSFER_ENCODING,
          Headers.UPGRADE,
          new HttpString("HTTP2-Settings"));

  private static final Set<HttpString> KEEP_ALIVE = Set.of(Headers.KEEP_ALIVE);

  private HeaderRules() {}

  /**
   * Returns what a message says of its connection: which headers are about it, and what is to
   * become of it.
   *
   * @param connection its Connection header; null for none
   */
  public static Set<HttpString> options(HeaderValues connection) {
    if (connection == null) {
      return Set.of();
    }
    if (connection.size() == 1 && Headers.KEEP_ALIVE.equalToString(connection.getFirst())) {
      return KEEP_ALIVE; // as nearly all say that say anything
    }
    Set<HttpString> options = new HashSet<>();
    for (String line : connection) {
      for (String option : line.split(",", -1)) {
        options.add(new HttpString(option.strip()));
      }
    }
    return options;
  }

  /**
   * Returns whether a header is for the other end, and not only for whoever is next. A length
   * always is: taken off, it would leave a body that the next one reads as a request.
   *
   * @param options what its message says of its connection
   */
  public static boolean isEndToEnd(HttpString name, Set<HttpString> options) {
    return name.equals(Headers.CONTENT_LENGTH)
        || (!HOP_BY_HOP.contains(name) && !options.contains(name));
  }
}
