package io.hairspring.exposition.http;

import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthReport;
import io.hairspring.exposition.health.HealthStatus;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.List;

/** Answers about health. None of them walks over the metrics, so none waits behind a scrape. */
final class HealthHandlers {
  private final Health health;

  HealthHandlers(Health health) {
    this.health = health;
  }

  /** Runs the checks and answers with all of them. */
  void detailed(HttpServerExchange exchange) {
    HealthReport report = health.report();
    Utf8Buffer body = new Utf8Buffer();
    report.writeTo(new JsonWriter(body));
    exchange.setStatusCode(
        report.status() == HealthStatus.UNHEALTHY
            ? StatusCodes.SERVICE_UNAVAILABLE
            : StatusCodes.OK);
    Answers.send(exchange, "application/json; charset=utf-8", body.asByteBuffer());
  }

  /** Answers whether every fact holds on which readiness depends. */
  void ready(HttpServerExchange exchange) {
    List<String> missing = health.missingFacts();
    Answers.json(
        exchange,
        missing.isEmpty() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
        json -> {
          json.name("ready").value(missing.isEmpty());
          if (!missing.isEmpty()) {
            json.name("missing").beginArray();
            missing.forEach(json::value);
            json.endArray();
          }
        });
  }

  /** Answers that the process is alive: it can still answer. */
  void live(HttpServerExchange exchange) {
    Answers.json(exchange, StatusCodes.OK, json -> json.name("live").value(true));
  }
}
