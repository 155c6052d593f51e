package io.hairspring.gateway.cache;

import io.hairspring.gateway.http.SafeMethods;
import io.hairspring.gateway.http.Targets;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
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
    HeaderMap headers = exchange.getRequestHeaders();
    HttpString method = exchange.getRequestMethod();
    if (!SafeMethods.has(method)) {
      exchange.addResponseCommitListener(this::changed);
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            if (!done.isResponseStarted()) { // and so nobody knows what was done
              cache.invalidate(key(done));
            }
            chain.proceed();
          });
      next.handleRequest(exchange);
    } else if (CacheRules.mayStore(method, headers, !exchange.isRequestComplete())) {
      lookUp(exchange, headers);
    } else {
      next.handleRequest(exchange);
    }
  }

  private void lookUp(HttpServerExchange exchange, HeaderMap headers) throws Exception {
    String key = key(exchange);
    StoredAnswer answer = CacheRules.mayAnswer(headers) ? cache.find(key) : null;
    if (answer != null) {
      send(exchange, answer);
    } else if (CacheRules.onlyIfCached(headers)) {
      exchange.setStatusCode(StatusCodes.GATEWAY_TIME_OUT); // as RFC 9111, section 5.2.1.7 has it
      exchange.endExchange();
    } else {
      int changes = cache.changes(key);
      exchange.addResponseWrapper((factory, answered) -> watch(key, changes, answered, factory));
      next.handleRequest(exchange);
    }
  }

  /** Forgets what an unsafe request has changed (RFC 9111, section 4.4). */
  private void changed(HttpServerExchange exchange) {
    if (!CacheRules.mayHaveChanged(exchange.getStatusCode())) {
      return;
    }
    cache.invalidate(key(exchange));
    changed(exchange, exchange.getResponseHeaders().getFirst(Headers.LOCATION));
    changed(exchange, exchange.getResponseHeaders().getFirst(Headers.CONTENT_LOCATION));
  }

  private void changed(HttpServerExchange exchange, String location) {
    String host = Targets.host(exchange);
    if (location == null || host == null) {
      return;
    }
    try {
      URI place = new URI("http://" + host + Targets.path(exchange)).resolve(location);
      if (host.equalsIgnoreCase(place.getRawAuthority())) { // nobody may forget for others
        String query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
        cache.invalidate(key(host, place.getRawPath() + query));
      }
    } catch (URISyntaxException | IllegalArgumentException noPlace) {
      // leads nowhere
    }
  }

  private StreamSinkConduit watch(
      String key,
      int changes,
      HttpServerExchange exchange,
      ConduitFactory<StreamSinkConduit> factory) {
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
            cache.store(key, changes, kept, body, freshSeconds);
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
    return key(Targets.host(exchange), Targets.path(exchange) + Targets.query(exchange));
  }

  /** Returns the same for all that name the same host (RFC 9110, section 4.2.3). */
  private static String key(String host, String place) {
    String same = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return (same.endsWith(":80") ? same.substring(0, same.length() - 3) : same) + " " + place;
  }

  private static HeaderMap copy(HeaderMap from) {
    HeaderMap to = new HeaderMap();
    for (HeaderValues header : from) {
      to.putAll(header.getHeaderName(), header);
    }
    return to;
  }
}
