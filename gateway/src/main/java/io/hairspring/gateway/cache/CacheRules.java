package io.hairspring.gateway.cache;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Locale;

/** Says which requests may be answered from a shared cache and which answers may enter it. */
final class CacheRules {
  private static final List<HttpString> BYPASSING =
      List.of(
          Headers.AUTHORIZATION,
          Headers.COOKIE,
          Headers.RANGE,
          Headers.IF_MATCH,
          Headers.IF_NONE_MATCH,
          Headers.IF_MODIFIED_SINCE,
          Headers.IF_UNMODIFIED_SINCE,
          Headers.IF_RANGE,
          new HttpString("X-Api-Key"),
          new HttpString("X-Goog-Api-Key"));

  private CacheRules() {}

  /** Returns whether its answer may be kept: a plain GET that says nothing about its sender. */
  static boolean mayStore(HttpString method, HeaderMap headers, boolean hasBody) {
    if (!method.equals(Methods.GET) || hasBody) {
      return false;
    }
    for (int i = 0; i < BYPASSING.size(); i++) {
      if (headers.contains(BYPASSING.get(i))) {
        return false;
      }
    }
    return !directive(headers, "no-store");
  }

  /** Returns whether such a request may be given a kept answer, and not only renew it. */
  static boolean mayAnswer(HeaderMap headers) {
    return headers.contains(Headers.CACHE_CONTROL)
        ? !directive(headers, "no-cache")
            && !directive(headers, "max-age")
            && !directive(headers, "min-fresh")
        : !"no-cache".equalsIgnoreCase(headers.getFirst(Headers.PRAGMA));
  }

  /** Returns whether nobody else is to be asked. */
  static boolean onlyIfCached(HeaderMap headers) {
    return directive(headers, "only-if-cached");
  }

  /** Returns whether an unsafe request may have changed something, given the answer to it. */
  static boolean mayHaveChanged(int status) {
    return status < StatusCodes.BAD_REQUEST || status >= StatusCodes.INTERNAL_SERVER_ERROR;
  }

  /**
   * Returns for how many seconds an answer stays fresh; 0 if it must not be kept. One that varies
   * by request headers is not kept: one entry per address is all there is room for.
   */
  static long freshSeconds(int status, HeaderMap headers) {
    if (status != StatusCodes.OK
        || headers.contains(Headers.VARY)
        || headers.contains(Headers.SET_COOKIE)
        || headers.contains(Headers.TRAILER)
        || directive(headers, "no-store")
        || directive(headers, "no-cache")
        || directive(headers, "private")) {
      return 0;
    }
    long shared = seconds(headers, "s-maxage");
    long lifetime = shared >= 0 ? shared : seconds(headers, "max-age");
    return Math.max(0, lifetime - ageSeconds(headers));
  }

  static long ageSeconds(HeaderMap headers) {
    return number(headers.getFirst(Headers.AGE), 0);
  }

  private static boolean directive(HeaderMap headers, String name) {
    return find(headers, name) != null;
  }

  private static long seconds(HeaderMap headers, String name) {
    String directive = find(headers, name);
    int equals = directive == null ? -1 : directive.indexOf('=');
    return equals < 0 ? -1 : number(directive.substring(equals + 1).replace("\"", ""), 0);
  }

  private static String find(HeaderMap headers, String name) {
    HeaderValues lines = headers.get(Headers.CACHE_CONTROL);
    if (lines == null) {
      return null;
    }
    for (String line : lines) {
      for (String part : line.split(",", -1)) {
        String directive = part.strip().toLowerCase(Locale.ROOT);
        if (directive.equals(name) || directive.startsWith(name + "=")) {
          return directive;
        }
      }
    }
    return null;
  }

  /** Returns a number of seconds; what is no number, negative or beyond reason counts as given. */
  private static long number(String text, long otherwise) {
    if (text == null || text.isBlank() || text.strip().length() > 9) {
      return otherwise;
    }
    try {
      return Math.max(0, Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
