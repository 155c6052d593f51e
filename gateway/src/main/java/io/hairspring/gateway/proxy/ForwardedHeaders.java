package io.hairspring.gateway.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/** Decides which headers pass the proxy, and adds those that tell the upstream who asked. */
final class ForwardedHeaders {
  /** Headers about one connection, not about the message (RFC 9110, section 7.6.1). */
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

  private ForwardedHeaders() {}

  /** Fills the headers of a request to the upstream. */
  static void request(HttpServerExchange exchange, Route route, HeaderMap to) {
    HeaderMap from = exchange.getRequestHeaders();
    copyEndToEnd(from, to);
    to.put(Headers.HOST, route.hostHeader());
    // The gateway itself answers 100 Continue when it begins to read the body.
    to.remove(Headers.EXPECT);
    if (!exchange.isRequestComplete()
        && (from.contains(Headers.TRANSFER_ENCODING) || !to.contains(Headers.CONTENT_LENGTH))) {
      // With both headers the length does not count (RFC 9112, section 6.3); passing it on would
      // let two servers disagree about where the body ends.
      to.remove(Headers.CONTENT_LENGTH);
      to.put(Headers.TRANSFER_ENCODING, "chunked");
    }
    String client = client(exchange);
    String before = from.getFirst(Headers.X_FORWARDED_FOR);
    to.put(Headers.X_FORWARDED_FOR, before == null ? client : before + ", " + client);
    to.put(Headers.X_FORWARDED_PROTO, exchange.getRequestScheme());
    String host = from.getFirst(Headers.HOST);
    if (host == null) {
      to.remove(Headers.X_FORWARDED_HOST);
    } else {
      to.put(Headers.X_FORWARDED_HOST, host);
    }
  }

  /** Fills the headers of the answer to the client. */
  static void response(HeaderMap from, HeaderMap to) {
    copyEndToEnd(from, to);
    if (from.contains(Headers.TRANSFER_ENCODING)) {
      to.remove(Headers.CONTENT_LENGTH);
    }
  }

  private static void copyEndToEnd(HeaderMap from, HeaderMap to) {
    Set<HttpString> named = namedByConnection(from.get(Headers.CONNECTION));
    for (long i = from.fastIterateNonEmpty(); i != -1L; i = from.fiNextNonEmpty(i)) {
      HeaderValues header = from.fiCurrent(i);
      HttpString name = header.getHeaderName();
      if (!HOP_BY_HOP.contains(name) && !named.contains(name)) {
        to.putAll(name, header);
      }
    }
  }

  /** Returns the headers that the Connection header declares to be about this connection only. */
  private static Set<HttpString> namedByConnection(HeaderValues connection) {
    if (connection == null) {
      return Set.of();
    }
    Set<HttpString> named = new HashSet<>();
    for (String line : connection) {
      for (String token : line.split(",", -1)) {
        HttpString name = HttpString.tryFromString(token.strip());
        if (name != null) {
          named.add(name);
        }
      }
    }
    return named;
  }

  private static String client(HttpServerExchange exchange) {
    InetSocketAddress source = exchange.getSourceAddress();
    return source == null || source.isUnresolved()
        ? "unknown"
        : source.getAddress().getHostAddress();
  }
}
