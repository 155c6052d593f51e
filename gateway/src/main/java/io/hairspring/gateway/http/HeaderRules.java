package io.hairspring.gateway.http;

import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;

/** Which headers are about one connection and not about the message (RFC 9110, section 7.6.1). */
public final class HeaderRules {
  private static final Set<HttpString> HOP_BY_HOP =
      Set.of(
          Headers.CONNECTION,
          new HttpString("Keep-Alive"),
          new HttpString("Proxy-Connection"),
          Headers.PROXY_AUTHENTICATE,
          Headers.PROXY_AUTHORIZATION,
          Headers.TE,
          Headers.TRAILER,
          Headers.TRANSFER_ENCODING,
          Headers.UPGRADE,
          new HttpString("HTTP2-Settings"));

  private HeaderRules() {}

  /**
   * Returns whether a header is for the other end, and not only for whoever is next. A length
   * always is: taken off, it would leave a body that the next one reads as a request.
   *
   * @param connection the Connection header of its message; null for none
   */
  public static boolean isEndToEnd(HttpString name, HeaderValues connection) {
    return name.equals(Headers.CONTENT_LENGTH)
        || (!HOP_BY_HOP.contains(name) && !names(connection, name));
  }

  /** Returns whether one of these lists, which may be null for none, has this token. */
  public static boolean names(HeaderValues lists, String token) {
    if (lists != null) {
      for (int i = 0; i < lists.size(); i++) {
        if (names(lists.get(i), token)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(HeaderValues lists, HttpString token) {
    // Nearly every message has none, or keep-alive alone: no string is made for these.
    return lists != null
        && !(lists.size() == 1 && isCommon(lists.getFirst()))
        && names(lists, token.toString());
  }

  private static boolean isCommon(String list) {
    return list.equalsIgnoreCase("keep-alive") || list.equalsIgnoreCase("close");
  }

  private static boolean names(String list, String token) {
    for (String part : list.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }
}
