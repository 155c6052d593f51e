package io.hairspring.gateway.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.util.StatusCodes;

/** Why a gateway does not pass a request on, and what its client is told. */
public enum Refusal {
  /** A method that asks the gateway itself for something: a tunnel, or an echo of secrets. */
  METHOD(StatusCodes.METHOD_NOT_ALLOWED, "expected no CONNECT and no TRACE"),
  /** Asks about the server as a whole, of which there may be many behind a gateway. */
  ASTERISK(StatusCodes.NOT_IMPLEMENTED, "expected a path, not *"),
  /** A path that may mean another place to whoever is behind the gateway. */
  TARGET(StatusCodes.BAD_REQUEST, "expected an absolute path without . and .. in any spelling"),
  /** The end of the body is contradicting. */
  FRAMING(StatusCodes.BAD_REQUEST, "expected one Content-Length, or Transfer-Encoding: chunked"),
  /** The body is in a transfer coding that nobody here knows. */
  CODING(StatusCodes.NOT_IMPLEMENTED, "expected no transfer coding but chunked"),
  /** Another protocol is asked for. */
  UPGRADE(StatusCodes.NOT_IMPLEMENTED, "expected no upgrade: this gateway speaks HTTP/1.1 alone");

  private final int status;
  private final String message;

  Refusal(int status, String message) {
    this.status = status;
    this.message = message;
  }

  /** Returns the status to answer with. */
  public int status() {
    return status;
  }

  /** Returns what to say; nothing in it needs to be escaped in JSON. */
  public String message() {
    return message;
  }

  /**
   * Returns why a request of HTTP/1.1 or HTTP/1.0 is refused, or null if it is passed on.
   *
   * @param path without host and query
   */
  public static Refusal of(HttpString protocol, HttpString method, String path, HeaderMap headers) {
    if (method.equals(Methods.CONNECT) || method.equals(Methods.TRACE)) {
      return METHOD;
    }
    if (path.equals("*")) {
      return ASTERISK;
    }
    if (!Targets.isUnambiguous(path)) {
      return TARGET;
    }
    long end = Framing.ofRequest(protocol.equals(Protocols.HTTP_1_0), headers);
    if (end == Framing.UNKNOWN_CODING) {
      return CODING;
    }
    if (end == Framing.CONTRADICTING) {
      return FRAMING;
    }
    return asksForUpgrade(headers) ? UPGRADE : null;
  }

  /**
   * Returns whether another protocol is asked for. A server may go on with HTTP/1.1 (RFC 9110,
   * section 7.8), which is what clients expect that offer HTTP/2 with every first request.
   */
  private static boolean asksForUpgrade(HeaderMap headers) {
    String protocol = headers.getFirst(Headers.UPGRADE);
    return protocol != null
        && !protocol.equalsIgnoreCase("h2c")
        && HeaderRules.options(headers.get(Headers.CONNECTION)).contains(Headers.UPGRADE);
  }
}
