package io.hairspring.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Set;

/**
 * Who may read. Without a credential everybody; with some, whoever shows one of them. Two kinds of
 * routes are not covered: those that an orchestrator asks, which has no secrets, and the one that
 * asks for a token of its own.
 *
 * @param credentials any one of them is enough
 */
record ReadAccess(List<Credential> credentials) {
  private static final Set<String> OPEN = Set.of("/live", "/ready", "/metrics/reset");

  ReadAccess {
    credentials = List.copyOf(credentials);
  }

  /** Returns whether the request may be answered. */
  boolean admits(HttpServerExchange exchange, String path) {
    if (credentials.isEmpty() || OPEN.contains(path)) {
      return true;
    }
    HeaderValues shown = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
    // More than one line would leave open which of them a proxy in front has looked at.
    return shown != null
        && shown.size() == 1
        && credentials.stream().anyMatch(credential -> credential.isIn(shown.getFirst()));
  }

  /** Answers 401, and says what may be shown. */
  void refuse(HttpServerExchange exchange) {
    for (Credential credential : credentials) {
      exchange.getResponseHeaders().add(Headers.WWW_AUTHENTICATE, credential.challenge());
    }
    Responses.error(
        exchange, StatusCodes.UNAUTHORIZED, "expected an Authorization header that may read");
  }
}
