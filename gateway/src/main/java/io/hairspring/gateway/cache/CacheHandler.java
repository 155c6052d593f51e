package io.hairspring.gateway.cache;

import io.hairspring.gateway.http.Targets;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import org.xnio.conduits.StreamSinkConduit;

/** Answers from the cache, or lets the next handler answer and watches what it sends. */
final class CacheHandler implements HttpHandler {
  private final ResponseCache cache;
  private final HttpHandler next;

  CacheHandler(ResponseCache cache, HttpHandler next) {
    this.cache = cache;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (!CacheRules.mayAnswer(
        exchange.getRequestMethod(), exchange.getRequestHeaders(), !exchange.isRequestComplete())) {
      next.handleRequest(exchange);
      return;
    }
    String key = key(exchange);
    StoredAnswer answer = cache.find(key);
    if (answer == null) {
      exchange.addResponseWrapper((factory, answered) -> watch(key, answered, factory));
      next.handleRequest(exchange);
    } else {
      send(exchange, answer);
    }
  }

  private StreamSinkConduit watch(
      String key, HttpServerExchange exchange, ConduitFactory<StreamSinkConduit> factory) {
    HeaderMap headers = exchange.getResponseHeaders();
    long freshSeconds = CacheRules.freshSeconds(exchange.getStatusCode(), headers);
    long declaredBytes = exchange.getResponseContentLength();
    if (freshSeconds == 0 || declaredBytes > cache.maxBodyBytes()) {
      return factory.create();
    }
    HeaderMap kept = copy(headers); // before the server adds those of this connection
    return new BodyCapture(
        factory.create(),
        cache.maxBodyBytes(),
        body -> {
          if (declaredBytes < 0 || declaredBytes == body.length) {
            cache.store(key, kept, body, freshSeconds);
          }
        });
  }

  private void send(HttpServerExchange exchange, StoredAnswer answer) {
    for (HeaderValues header : answer.headers()) {
      exchange.getResponseHeaders().putAll(header.getHeaderName(), header);
    }
    exchange.getResponseHeaders().put(Headers.AGE, Long.toString(cache.ageSeconds(answer)));
    exchange.setResponseContentLength(answer.body().remaining());
    exchange.getResponseSender().send(answer.body().duplicate());
  }

  /** Returns what an answer depends on: the host that was asked and the address as written. */
  private static String key(HttpServerExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return (host == null ? "" : host) + " " + Targets.path(exchange) + Targets.query(exchange);
  }

  private static HeaderMap copy(HeaderMap from) {
    HeaderMap to = new HeaderMap();
    for (HeaderValues header : from) {
      to.putAll(header.getHeaderName(), header);
    }
    return to;
  }
}
