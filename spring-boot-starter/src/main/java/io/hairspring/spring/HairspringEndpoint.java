package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeService;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import reactor.core.publisher.Mono;

/** A summary for people, and below it every page of the collector by its name. */
final class HairspringEndpoint {
  static final String ID = "hairspring";

  private static final String SUMMARY = "/summary";

  private HairspringEndpoint() {}

  /** Returns which page a view is; one that the service does not have, if it is none. */
  private static String pageOf(String view) {
    return view.equals(PrometheusEndpoint.ID) ? PrometheusEndpoint.EVERYTHING : "/" + view;
  }

  /** On WebFlux. */
  @WebEndpoint(id = ID)
  static final class Reactive {
    private final ScrapeService service;

    Reactive(ScrapeService service) {
      this.service = service;
    }

    @ReadOperation(produces = PrometheusEndpoint.ANY)
    Mono<WebEndpointResponse<byte[]>> summary() {
      return ReactiveExchange.answer(service, SUMMARY);
    }

    @ReadOperation(produces = PrometheusEndpoint.ANY)
    Mono<WebEndpointResponse<byte[]>> view(@Selector String view) {
      return ReactiveExchange.answer(service, pageOf(view));
    }
  }

  /** On servlets, and whatever else Boot serves endpoints on. */
  @WebEndpoint(id = ID)
  static final class Blocking {
    private final ScrapeService service;

    Blocking(ScrapeService service) {
      this.service = service;
    }

    @ReadOperation(produces = PrometheusEndpoint.ANY)
    WebEndpointResponse<byte[]> summary() {
      return ServletExchange.answer(service, SUMMARY);
    }

    @ReadOperation(produces = PrometheusEndpoint.ANY)
    WebEndpointResponse<byte[]> view(@Selector String view) {
      return ServletExchange.answer(service, pageOf(view));
    }
  }
}
