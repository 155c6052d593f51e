package io.hairspring.gateway.forwarded;

import io.hairspring.gateway.client.RequestHead;
import io.hairspring.gateway.http.Framing;
import io.hairspring.gateway.http.HeaderRules;
import io.hairspring.gateway.http.Targets;
import io.hairspring.gateway.route.Route;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Decides which headers pass the proxy, and adds those that tell the upstream who asked. What a
 * client says of that itself is replaced or dropped, unless it is a proxy that is trusted; but who
 * is named in X-Forwarded-For stays before the client.
 */
public final class ForwardedHeaders {
  private static final String KIND = "X-Forwarded-";
  private static final HttpString PREFIX = new HttpString("X-Forwarded-Prefix");
  private static final HttpString REAL_IP = new HttpString("X-Real-IP");

  /** Written by the gateway, in its own way. */
  private static final Set<HttpString> OWN =
      Set.of(
          Headers.HOST,
          Headers.EXPECT, // the gateway answers 100 Continue when it begins to read the body
          Headers.X_FORWARDED_FOR,
          Headers.X_FORWARDED_PROTO,
          Headers.X_FORWARDED_HOST,
          Headers.X_FORWARDED_PORT,
          Headers.FORWARDED,
          PREFIX,
          REAL_IP);

  private static final HeaderMap NOTHING = new HeaderMap();

  private final TrustedProxies.Test trusted;
  private final HopMark mark;

  /** Creates one that believes these proxies what they say of others. */
  public ForwardedHeaders(TrustedProxies proxies, HopMark mark) {
    trusted = proxies.test();
    this.mark = mark;
  }

  /**
   * Writes the headers of a request to an upstream.
   *
   * @param chunked whether its body is sent in chunks
   */
  public void request(HttpServerExchange exchange, Route route, boolean chunked, RequestHead to) {
    HeaderMap from = exchange.getRequestHeaders();
    Set<HttpString> options = HeaderRules.options(from.get(Headers.CONNECTION));
    InetAddress peer = exchange.getSourceAddress().getAddress();
    boolean believed = peer != null && trusted.has(peer);
    to.header(Headers.HOST, route.hostHeader());
    for (long i = from.fastIterateNonEmpty(); i != -1L; i = from.fiNextNonEmpty(i)) {
      HeaderValues header = from.fiCurrent(i);
      HttpString name = header.getHeaderName();
      if (!OWN.contains(name)
          && HeaderRules.isEndToEnd(name, options)
          && (believed || !tellsWhoAsked(name))) {
        for (int line = 0; line < header.size(); line++) {
          to.header(name, header.get(line));
        }
      }
    }
    if (chunked) {
      to.header(Headers.TRANSFER_ENCODING, "chunked");
    }
    mark.addTo(exchange, to);
    whoAsked(
        exchange,
        route,
        peer == null ? "unknown" : peer.getHostAddress(),
        believed ? from : NOTHING,
        to);
  }

  /** Returns whether a header does, also for servers that take an underscore for a dash. */
  private static boolean tellsWhoAsked(HttpString name) {
    if (Character.toLowerCase(name.byteAt(0)) != 'x') {
      return false;
    }
    String plain = name.toString().replace('_', '-');
    return plain.regionMatches(true, 0, KIND, 0, KIND.length()) || REAL_IP.equalToString(plain);
  }

  private static void whoAsked(
      HttpServerExchange exchange, Route route, String client, HeaderMap said, RequestHead to) {
    HeaderMap from = exchange.getRequestHeaders();
    String host = Targets.host(exchange);
    String scheme = exchange.getRequestScheme();
    to.header(Headers.X_FORWARDED_FOR, appended(from.get(Headers.X_FORWARDED_FOR), client));
    pass(said, Headers.X_FORWARDED_PROTO, scheme, to);
    pass(said, Headers.X_FORWARDED_HOST, host, to);
    pass(said, Headers.X_FORWARDED_PORT, port(exchange), to);
    String prefix = "/".equals(route.prefix()) ? null : route.prefix();
    pass(said, PREFIX, prefix, to);
    pass(said, REAL_IP, client, to);
    if (from.contains(Headers.FORWARDED)) {
      String here =
          "for="
              + node(client)
              + (host == null ? "" : ";host=\"" + host + '"')
              + ";proto="
              + scheme;
      to.header(Headers.FORWARDED, appended(said.get(Headers.FORWARDED), here));
    }
  }

  /** Writes what a trusted proxy said, else what is known here, if anything. */
  private static void pass(HeaderMap said, HttpString name, String known, RequestHead to) {
    String before = said.getFirst(name);
    String value = before == null || before.isEmpty() ? known : before;
    if (value != null) {
      to.header(name, value);
    }
  }

  /** Returns all that is in these lines, which may be null for none, and this behind it. */
  private static String appended(HeaderValues lines, String last) {
    String list = last;
    for (int i = lines == null ? -1 : lines.size() - 1; i >= 0; i--) {
      if (!lines.get(i).isBlank()) {
        list = lines.get(i) + ", " + list;
      }
    }
    return list;
  }

  private static String node(String address) {
    return address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
  }

  private static String port(HttpServerExchange exchange) {
    InetSocketAddress here = exchange.getConnection().getLocalAddress(InetSocketAddress.class);
    return here == null ? null : Integer.toString(here.getPort());
  }

  /** Fills the headers of the answer to the client. */
  public static void response(HeaderMap from, Route route, HeaderMap to) {
    Set<HttpString> options = HeaderRules.options(from.get(Headers.CONNECTION));
    for (long i = from.fastIterateNonEmpty(); i != -1L; i = from.fiNextNonEmpty(i)) {
      HeaderValues header = from.fiCurrent(i);
      HttpString name = header.getHeaderName();
      if (HeaderRules.isEndToEnd(name, options)) {
        to.putAll(name, header);
      }
    }
    HeaderValues lengths = to.get(Headers.CONTENT_LENGTH);
    if (lengths != null && Framing.length(lengths) < 0) {
      to.remove(Headers.CONTENT_LENGTH); // without a body nobody had to understand it before
    } else if (lengths != null) {
      to.put(Headers.CONTENT_LENGTH, lengths.getFirst()); // once
    }
    lead(to, Headers.LOCATION, route);
    lead(to, Headers.CONTENT_LOCATION, route);
  }

  private static void lead(HeaderMap headers, HttpString name, Route route) {
    String place = headers.getFirst(name);
    if (place != null) {
      headers.put(name, route.seenFromOutside(place));
    }
  }
}
