package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeAnswer;
import io.hairspring.exposition.scrape.ScrapeRequest;
import io.hairspring.exposition.scrape.ScrapeService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells endpoints the request that they answer, of which Boot passes on neither headers nor
 * parameters such as {@code name[]}. Requests to other paths are let through as they are.
 */
final class ReactiveExchange implements WebFilter {
  private static final Class<ReactiveExchange> KEY = ReactiveExchange.class; // of the context

  private final EndpointPaths paths;

  ReactiveExchange(EndpointPaths paths) {
    this.paths = paths;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Mono<Void> filtered = chain.filter(exchange);
    return paths.mayLeadTo(exchange.getRequest().getPath().value())
        ? filtered.contextWrite(context -> context.put(KEY, exchange))
        : filtered;
  }

  /** Answers with a page of the service, on its threads. */
  static Mono<WebEndpointResponse<byte[]>> answer(ScrapeService service, String page) {
    return Mono.deferContextual(
        context -> {
          ServerWebExchange exchange = context.getOrDefault(KEY, null);
          CompletableFuture<ScrapeAnswer> asked = service.scrape(request(exchange, page));
          // Copied where it is completed: however a cancellation comes, the answer is ended.
          return Mono.fromFuture(asked.thenApply(EndpointAnswer::of))
              .doOnCancel(() -> asked.cancel(false))
              .map(answer -> response(exchange, answer));
        });
  }

  private static ScrapeRequest request(ServerWebExchange exchange, String page) {
    if (exchange == null) {
      return EndpointRequest.of(page);
    }
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = request.getHeaders();
    return EndpointRequest.of(page, request.getURI().getRawQuery(), name -> lines(headers, name));
  }

  private static WebEndpointResponse<byte[]> response(
      ServerWebExchange exchange, EndpointAnswer answer) {
    if (exchange != null) {
      answer.headers().forEach(exchange.getResponse().getHeaders()::set);
    }
    return answer.response();
  }

  /** Returns the lines of a header, by the one way that is the same on Spring 6 and 7. */
  private static List<String> lines(HttpHeaders headers, String name) {
    List<String> lines = new ArrayList<>();
    headers.forEach(
        (header, values) -> {
          if (header.equalsIgnoreCase(name)) {
            lines.addAll(values);
          }
        });
    return lines;
  }
}
