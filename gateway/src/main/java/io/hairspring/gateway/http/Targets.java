package io.hairspring.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;

/** The target of a request as the client wrote it (RFC 9112, section 3.2; RFC 3986). */
public final class Targets {
  /** Holds the query of an exchange, question mark included, where Undertow tells it otherwise. */
  public static final AttachmentKey<String> QUERY = AttachmentKey.create(String.class);

  private static final String[] SCHEMES = {"http://", "https://"};

  private Targets() {}

  /** Returns the path, without host and query; of another scheme than http and https, all of it. */
  public static String path(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    int host = startOfHost(exchange);
    int slash = host < 0 ? 0 : uri.indexOf('/', host);
    return slash < 0 ? "/" : uri.substring(slash);
  }

  /**
   * Returns the host that is asked for, with its port if that was named; null if none is. A full
   * URL is heard, and not the header beside it.
   */
  public static String host(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    int host = startOfHost(exchange);
    if (host < 0) {
      return exchange.getRequestHeaders().getFirst(Headers.HOST);
    }
    int slash = uri.indexOf('/', host);
    return uri.substring(host, slash < 0 ? uri.length() : slash);
  }

  /** Returns where the host is in a full URL; -1 in any other target. */
  private static int startOfHost(HttpServerExchange exchange) {
    if (exchange.isHostIncludedInRequestURI()) {
      for (String scheme : SCHEMES) {
        if (exchange.getRequestURI().regionMatches(true, 0, scheme, 0, scheme.length())) {
          return scheme.length();
        }
      }
    }
    return -1;
  }

  /** Returns the query with its question mark; empty if there is none. */
  public static String query(HttpServerExchange exchange) {
    String odd = exchange.getAttachment(QUERY);
    if (odd != null) {
      return odd;
    }
    String query = exchange.getQueryString();
    return query == null || query.isEmpty() ? "" : "?" + query;
  }

  /**
   * Returns whether a path means the same to everybody: it is absolute, and no segment of it is one
   * or two dots, however they or the slashes are written and whatever parameters are behind them.
   */
  public static boolean isUnambiguous(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    int dots = 0; // of this segment, if there is nothing else in it
    boolean parameters = false;
    int encoded = 0; // the last byte, if it was in percent
    for (int i = 1; i < path.length(); i++) {
      int next = path.charAt(i);
      if (next == '%') {
        next = i + 2 < path.length() ? hex(path.charAt(i + 1), path.charAt(i + 2)) : 0;
        i += 2;
        if (next <= 0 || isTooLong(encoded, next)) {
          return false;
        }
        encoded = next;
      } else {
        encoded = 0;
      }
      if (next == '/' || next == '\\') {
        if (isDotted(dots)) {
          return false;
        }
        dots = 0;
        parameters = false;
      } else if (next == ';') {
        parameters = true;
      } else if (!parameters) {
        dots = next == '.' && dots >= 0 ? dots + 1 : Integer.MIN_VALUE;
      }
    }
    return !isDotted(dots);
  }

  /** Returns whether UTF-8 needs fewer bytes for this: some decode a dot or a slash from it. */
  private static boolean isTooLong(int first, int second) {
    int least =
        switch (first) {
          case 0xe0 -> 0xa0;
          case 0xf0 -> 0x90;
          case 0xf8 -> 0x88;
          case 0xfc -> 0x84;
          default -> 0;
        };
    return second == 0xc0 || second == 0xc1 || (second >= 0x80 && second < least);
  }

  private static boolean isDotted(int dots) {
    return dots == 1 || dots == 2;
  }

  private static int hex(char high, char low) {
    return Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0
        ? 0
        : (Character.digit(high, 16) << 4) + Character.digit(low, 16);
  }
}
