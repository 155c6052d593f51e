package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RingStatus;
import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthStatus;
import io.hairspring.exposition.scrape.ScrapeService;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers how the metrics themselves do, with their key figures. Reading those waits for other
 * collections, so it happens on a thread of its own, once for all who ask meanwhile; no thread that
 * answers waits for it. When it takes longer than {@value #PATIENCE_MILLIS} ms, the answer is
 * {@code degraded}, with the figures read last; so it is while an event ring does not move.
 */
final class MetricsHealthHandler implements HttpHandler {
  private static final long PATIENCE_MILLIS = 250;

  private final MetricsCollector metrics;
  private final Health health;
  private final Executor reader;
  private final Executor answerer;
  private final ScrapeService scrapes;
  private final AtomicReference<CompletableFuture<KeyFigures>> reading = new AtomicReference<>();
  private volatile KeyFigures last; // null until they were read once

  MetricsHealthHandler(MetricsCollector metrics, Health health, Resources resources) {
    this.metrics = metrics;
    this.health = health;
    reader = resources.threads().figures();
    answerer = resources.threads().health();
    scrapes = resources.scrapes();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    // Once the call has ended: only then may another thread answer.
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> {
          CompletionStage<Boolean> inTime =
              read()
                  .handle((figures, failure) -> failure == null)
                  .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
          inTime.thenAcceptAsync(fresh -> answer(exchange, fresh), answerer);
        });
  }

  private void answer(HttpServerExchange exchange, boolean fresh) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, request -> write(request, fresh));
  }

  private void write(HttpServerExchange exchange, boolean fresh) {
    KeyFigures figures = last;
    List<RingStatus> rings = metrics.rings();
    boolean well = fresh && rings.stream().allMatch(RingStatus::moving);
    HealthStatus status = well ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
    Responses.json(
        exchange,
        StatusCodes.OK,
        json -> {
          json.name("status").value(status.text());
          json.name("enabled").value(metrics.config().enabled());
          json.name("version").value(health.version());
          json.name("uptime_seconds").value(health.uptimeSeconds());
          scrapes.totals().forEach((name, total) -> json.name("scrapes_" + name).value(total));
          if (figures != null) {
            write(json, figures);
          }
          RingReport.write(json, rings);
        });
  }

  private static void write(JsonWriter json, KeyFigures figures) {
    json.name("epoch").value(figures.epoch().number());
    json.name("epoch_start").value(figures.epoch().start().toString());
    json.name("read").value(figures.epoch().end().toString());
    figures.values().forEach((name, value) -> json.name(name).value(value));
  }

  /** Reads the figures, and completes when that is done. */
  private CompletableFuture<KeyFigures> read() {
    CompletableFuture<KeyFigures> mine = new CompletableFuture<>();
    CompletableFuture<KeyFigures> other = reading.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    try {
      reader.execute(() -> read(mine));
    } catch (Throwable noThread) { // or closed
      reading.set(null);
      mine.completeExceptionally(noThread);
    }
    return mine;
  }

  private void read(CompletableFuture<KeyFigures> mine) {
    try {
      last = KeyFigures.of(metrics);
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
    } finally {
      reading.set(null); // before it completes: whoever asks from now on reads anew
      mine.complete(last);
    }
  }
}
