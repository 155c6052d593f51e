package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.hairspring.exposition.negotiation.MediaType;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Closes the epoch and answers with it, if the caller has the token: that of everything, of the
 * family in the parameter {@code name}, or of that family's one series whose label values are the
 * parameters {@code label}, in the order of its labels. A web page cannot make a visitor's browser
 * do so, since it does not know the token. Two resets never share an answer: each closes an epoch
 * of its own.
 */
final class ResetHandler implements HttpHandler {
  private static final String NAME = "name";
  private static final String LABEL = "label";
  private static final Set<String> PARAMETERS = Set.of(NAME, LABEL);
  private static final Deque<String> NONE = new ArrayDeque<>(); // nobody adds to it

  private final BearerToken token; // null if nobody may reset
  private final MetricsCollector metrics;
  private final Deflaters deflaters;
  private final ServerMetrics counts;
  private final Renderings renderings;

  ResetHandler(
      BearerToken token, MetricsCollector metrics, Deflaters deflaters, ServerMetrics counts) {
    this.counts = counts;
    MediaType json = MediaType.of(new MetricsJson().contentType());
    renderings = new Renderings(MetricsJson::new, counts.of("/metrics/reset", json));
    this.token = token;
    this.metrics = metrics;
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
    Map<String, Deque<String>> parameters = exchange.getQueryParameters();
    Deque<String> names = parameters.getOrDefault(NAME, NONE);
    Deque<String> labels = parameters.getOrDefault(LABEL, NONE);
    // A mistyped name must not reset everything.
    boolean known = PARAMETERS.containsAll(parameters.keySet());
    if (!known || names.size() > 1 || (names.isEmpty() && !labels.isEmpty())) {
      counts.bad().inc();
      Answers.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          "expected no parameters, or one name, and label only where one is");
      return;
    }
    Function<MetricsVisitor, Epoch> closing = metrics::reset;
    if (!names.isEmpty()) {
      String name = names.getFirst();
      List<String> values = List.copyOf(labels);
      closing =
          values.isEmpty()
              ? visitor -> metrics.reset(name, visitor)
              : visitor -> metrics.reset(name, values, visitor);
    }
    reset(exchange, closing);
  }

  private void reset(HttpServerExchange exchange, Function<MetricsVisitor, Epoch> closing) {
    AcceptEncoding encoding = AcceptEncoding.of(Answers.lines(exchange, Headers.ACCEPT_ENCODING));
    Renderings.Rendering rendering = renderings.take();
    MetricsFormat format = rendering.format();
    format.begin(rendering.buffer());
    try {
      format.end(closing.apply(format));
    } catch (IllegalArgumentException unknown) {
      Answers.error(
          exchange,
          StatusCodes.NOT_FOUND,
          "no such metric or series; expected the name of one as it is shown, and the label values"
              + " of one of its series in the order of its labels");
      return;
    }
    SharedAnswer answer = new SharedAnswer(rendering, 1, () -> renderings.giveBack(rendering));
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
    answer.sendTo(exchange, encoding, "");
  }
}
