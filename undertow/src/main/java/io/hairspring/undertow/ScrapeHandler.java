package io.hairspring.undertow;

import io.hairspring.exposition.scrape.ScrapeAnswer;
import io.hairspring.exposition.scrape.ScrapeRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.xnio.IoUtils;

/** Puts what a client asks before a scrape service, and sends what that answers. */
final class ScrapeHandler implements HttpHandler {
  private static final Logger LOGGER = System.getLogger(ScrapeHandler.class.getName());
  private static final Executor HERE = Runnable::run;

  private final String path;
  private final Function<ScrapeRequest, CompletableFuture<ScrapeAnswer>> service;

  /**
   * Creates a handler.
   *
   * @param path which of its answers the service is asked for
   */
  ScrapeHandler(String path, Function<ScrapeRequest, CompletableFuture<ScrapeAnswer>> service) {
    this.path = path;
    this.service = service;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    // Once the call has ended: only then may another thread answer.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> ask(exchange));
  }

  private void ask(HttpServerExchange exchange) {
    ScrapeRequest request =
        new ScrapeRequest(
            exchange.getRequestMethod().toString(),
            path,
            exchange.getQueryString(),
            header -> Responses.lines(exchange, new HttpString(header)),
            () -> IoUtils.safeClose(exchange.getConnection()));
    CompletableFuture<ScrapeAnswer> asked = service.apply(request);
    try {
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            try {
              ended(done, asked);
            } finally {
              chain.proceed();
            }
          });
    } catch (IllegalStateException gone) { // the client has left
      ended(exchange, asked);
      return;
    }
    CompletableFuture<Void> unused = asked.thenAccept(answer -> send(exchange, answer));
  }

  private static void ended(HttpServerExchange done, CompletableFuture<ScrapeAnswer> asked) {
    asked.cancel(false); // does nothing if it was answered
    if (asked.isCancelled()) {
      return;
    }
    if (Responses.wasAborted(done)) {
      asked.join().disconnected(done.getResponseBytesSent());
    } else {
      asked.join().sent();
    }
  }

  /** Sends, beginning on the thread that rendered; what is no rendering, on the I/O thread. */
  private static void send(HttpServerExchange exchange, ScrapeAnswer answer) {
    boolean rendered = answer.status() == StatusCodes.OK;
    try {
      exchange.dispatch(
          rendered ? HERE : exchange.getIoThread(),
          request -> {
            request.setStatusCode(answer.status());
            answer
                .headers()
                .forEach(
                    (name, value) -> request.getResponseHeaders().put(new HttpString(name), value));
            request.getResponseSender().send(answer.body());
          });
    } catch (RejectedExecutionException closed) {
      LOGGER.log(Level.DEBUG, "closed while a scrape was answered", closed);
      answer.disconnected(0);
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "could not answer a scrape", failure);
      answer.disconnected(0);
    }
  }
}
