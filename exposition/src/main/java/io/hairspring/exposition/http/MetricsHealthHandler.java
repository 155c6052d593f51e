package io.hairspring.exposition.http;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.event.RingStatus;
import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers how the metrics themselves do, with their key figures. Reading those waits for other
 * walks, so it happens on a rendering thread, once for all who ask meanwhile. When it takes longer
 * than {@value #PATIENCE_MILLIS} ms, the answer is {@code degraded}, with the figures read last; so
 * it is while an event ring does not move.
 */
final class MetricsHealthHandler implements HttpHandler {
  private static final long PATIENCE_MILLIS = 250;

  private final MetricsCollector metrics;
  private final Health health;
  private final Executor rendering;
  private final ServerMetrics counts;
  private final AtomicReference<CompletableFuture<KeyFigures>> reading = new AtomicReference<>();
  private volatile KeyFigures last; // null until they were read once

  MetricsHealthHandler(
      MetricsCollector metrics, Health health, Executor rendering, ServerMetrics counts) {
    this.metrics = metrics;
    this.health = health;
    this.rendering = rendering;
    this.counts = counts;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    boolean fresh = refresh();
    KeyFigures figures = last;
    List<RingStatus> rings = metrics.rings();
    boolean well = fresh && rings.stream().allMatch(RingStatus::moving);
    HealthStatus status = well ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
    Answers.json(
        exchange,
        StatusCodes.OK,
        json -> {
          json.name("status").value(status.text());
          json.name("enabled").value(metrics.config().enabled());
          json.name("version").value(health.version());
          json.name("uptime_seconds").value(health.uptimeSeconds());
          json.name("scrapes_shared").value(counts.shared().total());
          for (ScrapeOutcome outcome : ScrapeOutcome.values()) {
            json.name("scrapes_" + outcome.label()).value(counts.ended(outcome).total());
          }
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

  /** Reads the figures, and returns whether that was done in time. */
  private boolean refresh() throws InterruptedException {
    try {
      read().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException late) {
      return false;
    }
  }

  private CompletableFuture<KeyFigures> read() {
    CompletableFuture<KeyFigures> mine = new CompletableFuture<>();
    CompletableFuture<KeyFigures> other = reading.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    rendering.execute(
        () -> {
          try {
            last = KeyFigures.of(metrics);
          } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
          } finally {
            reading.set(null); // before it completes: whoever asks from now on reads anew
            mine.complete(last);
          }
        });
    return mine;
  }
}
