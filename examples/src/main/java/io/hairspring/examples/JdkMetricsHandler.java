package io.hairspring.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.hairspring.exposition.scrape.ScrapeAnswer;
import io.hairspring.exposition.scrape.ScrapeRequest;
import io.hairspring.exposition.scrape.ScrapeService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Metrics in the JDK's own HTTP server, at and below the path of a context. No thread waits for a
 * rendering. That a client has left this server tells when it writes.
 */
final class JdkMetricsHandler implements HttpHandler {
  private static final int NO_BODY = -1;

  private final ScrapeService service;
  private final Executor writers;

  /**
   * Creates a handler.
   *
   * @param writers lend a thread to each client while it reads, since this server cannot write
   *     otherwise; not the threads that handle requests, which slow clients would take away
   */
  JdkMetricsHandler(ScrapeService service, Executor writers) {
    this.service = service;
    this.writers = writers;
  }

  @Override
  public void handle(HttpExchange exchange) {
    String mounted = exchange.getHttpContext().getPath();
    CompletableFuture<Void> unused =
        service
            .scrape(
                new ScrapeRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath().substring(mounted.length()),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders()::get,
                    exchange::close))
            .thenAcceptAsync(answer -> send(exchange, answer), writers);
  }

  private static void send(HttpExchange exchange, ScrapeAnswer answer) {
    ByteBuffer body = answer.body();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    try (exchange) {
      exchange.sendResponseHeaders(
          answer.status(), body.hasRemaining() ? body.remaining() : NO_BODY);
      try (WritableByteChannel out = Channels.newChannel(exchange.getResponseBody())) {
        out.write(body);
      }
      answer.sent();
    } catch (IOException left) {
      answer.disconnected(body.position());
    }
  }
}
