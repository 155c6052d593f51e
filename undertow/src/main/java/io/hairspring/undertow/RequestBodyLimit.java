package io.hairspring.undertow;

import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import org.xnio.IoUtils;

/**
 * Lets a request on once it has arrived as a whole. No route reads a body, but a client may send
 * one, and until it is there the connection cannot serve a next request; so a client that is slow
 * with it must not hold a place among those who are answered. A body that is long is refused, and
 * one that does not arrive in time ends the connection.
 */
final class RequestBodyLimit implements HttpHandler {
  private static final int MOST_BYTES = 4 * 1024;
  private static final String CHUNKED = "chunked";

  private final HttpHandler next;
  private final int bodyMillis;
  private final ServerMetrics counts;

  private RequestBodyLimit(HttpHandler next, Resources resources) {
    this.next = next;
    bodyMillis = resources.limits().parseMillis();
    counts = resources.counts();
  }

  /** Returns a handler that hands whole requests on. */
  static HttpHandler before(HttpHandler next, Resources resources) {
    HttpHandler whole = new RequestBodyLimit(next, resources);
    return new HttpContinueReadHandler(whole); // a client may want to be told to send its body
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String coding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
    if (exchange.isRequestComplete()) {
      next.handleRequest(exchange);
    } else if (coding != null && !coding.equalsIgnoreCase(CHUNKED)) {
      refuse(exchange, StatusCodes.NOT_IMPLEMENTED, "expected no transfer coding but chunked");
    } else if (exchange.getRequestContentLength() > MOST_BYTES) {
      tooLong(exchange);
    } else {
      await(exchange);
    }
  }

  private void await(HttpServerExchange exchange) {
    Deadline last = Deadline.of(exchange, bodyMillis, () -> late(exchange));
    Receiver body = exchange.getRequestReceiver();
    body.setMaxBufferSize(MOST_BYTES);
    body.receiveFullBytes(
        (whole, bytes) -> {
          last.cancel();
          whole.dispatch(SameThreadExecutor.INSTANCE, next);
        },
        (broken, failure) -> {
          last.cancel();
          if (failure instanceof Receiver.RequestToLargeException) {
            tooLong(broken);
          } else { // the client left, or sends what is no body
            IoUtils.safeClose(broken.getConnection());
          }
        });
  }

  private void late(HttpServerExchange exchange) {
    counts.late().inc();
    IoUtils.safeClose(exchange.getConnection());
  }

  private void tooLong(HttpServerExchange exchange) {
    refuse(
        exchange,
        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
        "expected a body of at most " + MOST_BYTES + " bytes");
  }

  private void refuse(HttpServerExchange exchange, int status, String message) {
    counts.bad().inc();
    exchange.setPersistent(false);
    Responses.error(exchange, status, message);
  }
}
