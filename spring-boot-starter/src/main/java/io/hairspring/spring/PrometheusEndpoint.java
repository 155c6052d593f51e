package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeService;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import reactor.core.publisher.Mono;

/** What Prometheus scrapes, at the path and in the formats where it has been. */
final class PrometheusEndpoint {
  static final String ID = "prometheus";

  /** Any client is answered: one that is refused learns nothing. */
  static final String ANY = "*/*";

  /** The page of all metrics. */
  static final String EVERYTHING = "";

  private PrometheusEndpoint() {}

  /** On WebFlux. */
  @WebEndpoint(id = ID)
  static final class Reactive {
    private final ScrapeService service;

    Reactive(ScrapeService service) {
      this.service = service;
    }

    @ReadOperation(produces = ANY)
    Mono<WebEndpointResponse<byte[]>> scrape() {
      return ReactiveExchange.answer(service, EVERYTHING);
    }
  }

  /** On servlets, and whatever else Boot serves endpoints on. */
  @WebEndpoint(id = ID)
  static final class Blocking {
    private final ScrapeService service;

    Blocking(ScrapeService service) {
      this.service = service;
    }

    @ReadOperation(produces = ANY)
    WebEndpointResponse<byte[]> scrape() {
      return ServletExchange.answer(service, EVERYTHING);
    }
  }
}
