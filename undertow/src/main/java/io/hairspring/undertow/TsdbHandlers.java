package io.hairspring.undertow;

import io.hairspring.exposition.health.HealthStatus;
import io.hairspring.undertow.tsdb.RangeQuery;
import io.hairspring.undertow.tsdb.TsdbAnswer;
import io.hairspring.undertow.tsdb.TsdbClient;
import io.hairspring.undertow.tsdb.TsdbException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.xnio.IoUtils;

/**
 * Answers from a time-series database. A request chooses among three questions, and for one of them
 * the query, the range and the step; nothing else of it goes on.
 */
final class TsdbHandlers {
  static final String QUERY_RANGE = "/api/metrics/query_range";
  static final String SERVICES = "/api/metrics/services";
  static final String HEALTH = "/api/metrics/health";

  private static final String ANSWERED = "answered";
  private static final String BROKEN_OFF = "broken_off";
  private static final String NOT_CONFIGURED = "no time-series database is configured";

  private final TsdbClient client; // null if none is configured
  private final ServerMetrics counts;
  private final int sendMillis; // for a body that is handed on

  TsdbHandlers(TsdbClient client, ServerMetrics counts, ServerLimits limits) {
    this.client = client;
    this.counts = counts;
    sendMillis = limits.sendMillis();
    if (client != null) {
      for (String route : List.of(QUERY_RANGE, SERVICES, HEALTH)) {
        makeCounters(route); // now: what is absent cannot be alerted on
      }
    }
  }

  private void makeCounters(String route) {
    counts.proxied(route, ANSWERED);
    counts.proxied(route, BROKEN_OFF);
    for (TsdbException.Reason reason : TsdbException.Reason.values()) {
      counts.proxied(route, reason.label());
    }
  }

  /** Answers with a range query's answer, its status and its body as it arrives. */
  void queryRange(HttpServerExchange exchange) {
    if (client == null) {
      Responses.error(exchange, StatusCodes.SERVICE_UNAVAILABLE, NOT_CONFIGURED);
      return;
    }
    RangeQuery query;
    try {
      query =
          new RangeQuery(
              parameter(exchange, "query"),
              parameter(exchange, "start"),
              parameter(exchange, "end"),
              parameter(exchange, "step"));
    } catch (IllegalArgumentException bad) {
      counts.bad().inc();
      Responses.error(exchange, StatusCodes.BAD_REQUEST, bad.getMessage());
      return;
    }
    answer(exchange, QUERY_RANGE, () -> client.queryRange(query), this::stream);
  }

  /** Answers with the names of the services, as a JSON array. */
  void services(HttpServerExchange exchange) {
    if (client == null) {
      Responses.error(exchange, StatusCodes.SERVICE_UNAVAILABLE, NOT_CONFIGURED);
      return;
    }
    answer(
        exchange,
        SERVICES,
        client::services,
        (request, services) -> {
          counts.proxied(SERVICES, ANSWERED).inc();
          Responses.json(
              request,
              json -> {
                json.beginArray();
                services.forEach(json::value);
                json.endArray();
              });
        });
  }

  /** Answers whether the database is there and says that it is well. */
  void health(HttpServerExchange exchange) {
    if (client == null) {
      unhealthy(exchange, NOT_CONFIGURED);
      return;
    }
    start(
        exchange,
        HEALTH,
        client::isHealthy,
        (request, well) -> {
          counts.proxied(HEALTH, ANSWERED).inc();
          HealthStatus status = well ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
          Responses.json(request, StatusCodes.OK, json -> json.name("status").value(status.text()));
        },
        (request, failure) -> unhealthy(request, failure.getMessage()));
  }

  private static void unhealthy(HttpServerExchange exchange, String error) {
    Responses.json(
        exchange,
        StatusCodes.SERVICE_UNAVAILABLE,
        json -> {
          json.name("status").value(HealthStatus.UNHEALTHY.text());
          json.name("error").value(error);
        });
  }

  private <A> void answer(
      HttpServerExchange exchange,
      String route,
      Supplier<CompletableFuture<A>> question,
      BiConsumer<HttpServerExchange, A> answer) {
    start(
        exchange,
        route,
        question,
        answer,
        (request, failure) -> Responses.error(request, failure.status(), failure.getMessage()));
  }

  private <A> void start(
      HttpServerExchange exchange,
      String route,
      Supplier<CompletableFuture<A>> question,
      BiConsumer<HttpServerExchange, A> answer,
      BiConsumer<HttpServerExchange, TsdbException> refusal) {
    // Once the call has ended: only then may another thread answer.
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> {
          CompletableFuture<A> asked;
          try {
            asked = question.get();
          } catch (RuntimeException closed) {
            asked = CompletableFuture.failedFuture(closed);
          }
          callOffAtEnd(exchange, asked);
          CompletableFuture<A> unused =
              asked.whenComplete(
                  (found, failure) ->
                      exchange.dispatch(
                          SameThreadExecutor.INSTANCE,
                          (HttpHandler)
                              request -> {
                                if (failure == null) {
                                  answer.accept(request, found);
                                } else {
                                  TsdbException reason = TsdbException.of(failure);
                                  counts.proxied(route, reason.reason().label()).inc();
                                  refusal.accept(request, reason);
                                }
                              }));
        });
  }

  /** Calls a question off when its exchange ends without it: the server stops, for one. */
  private static void callOffAtEnd(HttpServerExchange exchange, CompletableFuture<?> asked) {
    try {
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            asked.cancel(true); // does nothing if it was answered
            chain.proceed();
          });
    } catch (IllegalStateException gone) {
      asked.cancel(true);
    }
  }

  private void stream(HttpServerExchange exchange, TsdbAnswer answer) {
    exchange.setStatusCode(answer.status());
    Responses.head(exchange, Responses.JSON);
    Deadline last =
        Deadline.of(exchange, sendMillis, () -> IoUtils.safeClose(exchange.getConnection()));
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          try {
            last.cancel();
          } finally {
            chain.proceed();
          }
        });
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () ->
            TsdbRelay.send(
                exchange,
                answer,
                counts.proxied(QUERY_RANGE, ANSWERED),
                counts.proxied(QUERY_RANGE, BROKEN_OFF)));
  }

  /** Returns a parameter that must not be given twice; null if it is absent. */
  private static String parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    if (values == null) {
      return null;
    }
    if (values.size() > 1) {
      throw new IllegalArgumentException(name + ": expected once, was given " + values.size());
    }
    return values.getFirst();
  }
}
