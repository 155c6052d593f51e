package io.hairspring.undertow;

import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthReport;
import io.hairspring.exposition.health.HealthStatus;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers about health. None of them collects the metrics, so none waits behind a scrape. */
final class HealthHandlers {
  private static final String FRESH_PARAMETER = "fresh";

  private final Health health;
  private final Executor executor;

  /** Creates handlers that answer on {@code executor} where they had to wait. */
  HealthHandlers(Health health, Executor executor) {
    this.health = health;
    this.executor = executor;
  }

  /**
   * Answers with what the checks find now, unless they ran only just; with what they found last,
   * without waiting, for {@code ?fresh=false}.
   */
  void detailed(HttpServerExchange exchange) {
    Deque<String> asked = exchange.getQueryParameters().get(FRESH_PARAMETER);
    boolean fresh = asked == null || !"false".equals(asked.getLast());
    // Once the call has ended: only then may another thread answer.
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> {
          CompletionStage<HealthReport> report = fresh ? health.fresh() : health.latest();
          report.handleAsync(
              (found, failure) -> {
                if (failure == null) {
                  answer(exchange, found);
                } else {
                  fail(exchange);
                }
                return null;
              },
              executor);
        });
  }

  private static void fail(HttpServerExchange exchange) {
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        request -> Responses.error(request, StatusCodes.INTERNAL_SERVER_ERROR, "internal error"));
  }

  private static void answer(HttpServerExchange exchange, HealthReport report) {
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        request -> {
          request.setStatusCode(
              report.status() == HealthStatus.UNHEALTHY
                  ? StatusCodes.SERVICE_UNAVAILABLE
                  : StatusCodes.OK);
          Responses.json(request, report::writeTo);
        });
  }

  /** Answers whether every fact holds on which readiness depends. */
  void ready(HttpServerExchange exchange) {
    facts(exchange, "ready", health.missingFacts());
  }

  /** Answers whether every fact holds on which life depends; that it answers is the first. */
  void live(HttpServerExchange exchange) {
    facts(exchange, "live", health.missingLiveFacts());
  }

  private static void facts(HttpServerExchange exchange, String name, List<String> missing) {
    Responses.json(
        exchange,
        missing.isEmpty() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
        json -> {
          json.name(name).value(missing.isEmpty());
          if (!missing.isEmpty()) {
            json.name("missing").beginArray();
            missing.forEach(json::value);
            json.endArray();
          }
        });
  }
}
