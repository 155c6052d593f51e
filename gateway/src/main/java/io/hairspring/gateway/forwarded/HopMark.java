package io.hairspring.gateway.forwarded;

import io.hairspring.gateway.client.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.security.SecureRandom;

/**
 * The pseudonym under which a gateway enters itself in {@code Via} (RFC 9110, section 7.6.3), by
 * which it finds requests that come round again. Random, so that two gateways never share one.
 * Immutable.
 */
public final class HopMark {
  private final String pseudonym;
  private final String via10;
  private final String via11;

  private HopMark(String pseudonym) {
    this.pseudonym = pseudonym;
    via10 = "1.0 " + pseudonym;
    via11 = "1.1 " + pseudonym;
  }

  /** Returns a mark that nobody else has. */
  public static HopMark random() {
    return new HopMark("hairspring-" + Long.toHexString(new SecureRandom().nextLong()));
  }

  /** Returns whether a request has been through this gateway before. */
  public boolean isOn(HttpServerExchange exchange) {
    HeaderValues via = exchange.getRequestHeaders().get(Headers.VIA);
    if (via == null) {
      return false;
    }
    for (String line : via) {
      if (!line.contains(pseudonym)) {
        continue; // as nearly always
      }
      for (String hop : line.split(",", -1)) {
        String[] words = hop.strip().split("\\s+", -1); // protocol, name, comment
        if (words.length > 1 && words[1].equals(pseudonym)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Enters this gateway behind the hops that a request has taken so far. */
  void addTo(HttpServerExchange exchange, RequestHead to) {
    to.header(Headers.VIA, exchange.getProtocol().equals(Protocols.HTTP_1_0) ? via10 : via11);
  }
}
