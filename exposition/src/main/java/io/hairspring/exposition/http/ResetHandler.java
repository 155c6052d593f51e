package io.hairspring.exposition.http;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.hairspring.exposition.negotiation.MediaType;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Closes the epoch and answers with it, if the caller has the token. A web page cannot make a
 * visitor's browser do so, since it does not know the token. Two resets never share an answer: each
 * closes an epoch of its own.
 */
final class ResetHandler implements HttpHandler {
  private final BearerToken token; // null if nobody may reset
  private final Walk closing;
  private final Deflaters deflaters;
  private final ServerMetrics counts;
  private final Renderings renderings;

  ResetHandler(BearerToken token, Walk closing, Deflaters deflaters, ServerMetrics counts) {
    this.counts = counts;
    MediaType json = MediaType.of(new MetricsJson().contentType());
    renderings = new Renderings(MetricsJson::new, counts.of("/metrics/reset", json));
    this.token = token;
    this.closing = closing;
    this.deflaters = deflaters;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (token == null) {
      Answers.error(
          exchange, StatusCodes.FORBIDDEN, "reset is switched off; expected a configured token");
    } else if (!token.isIn(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      counts.unauthorized().inc();
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, token.challenge());
      Answers.error(
          exchange, StatusCodes.UNAUTHORIZED, "expected Authorization: Bearer and the reset token");
    } else {
      reset(exchange);
    }
  }

  private void reset(HttpServerExchange exchange) {
    AcceptEncoding encoding = AcceptEncoding.of(Answers.lines(exchange, Headers.ACCEPT_ENCODING));
    Renderings.Rendering rendering = renderings.take();
    MetricsFormat format = rendering.format();
    format.begin(rendering.buffer());
    format.end(closing.over(format));
    SharedAnswer answer = new SharedAnswer(renderings, rendering, 1);
    if (answer.isZippedFor(encoding)) {
      answer.zip(deflaters);
    }
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          try {
            answer.release();
          } finally {
            chain.proceed();
          }
        });
    answer.sendTo(exchange, encoding);
  }
}
