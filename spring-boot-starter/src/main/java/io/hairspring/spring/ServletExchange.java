package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeRequest;
import io.hairspring.exposition.scrape.ScrapeService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Reads the request that the calling thread answers, which Spring MVC keeps for it. Elsewhere, as
 * on Jersey, nothing is known of it.
 */
final class ServletExchange {
  private ServletExchange() {}

  /** Answers with a page of the service. Waits for it. */
  static WebEndpointResponse<byte[]> answer(ScrapeService service, String page) {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known)) {
      return answer(service, EndpointRequest.of(page)).response();
    }
    HttpServletRequest request = known.getRequest();
    EndpointAnswer answer =
        answer(
            service,
            EndpointRequest.of(
                page,
                request.getQueryString(),
                name -> Collections.list(request.getHeaders(name))));
    HttpServletResponse response = known.getResponse();
    if (response != null) {
      answer.headers().forEach(response::setHeader);
    }
    return answer.response();
  }

  private static EndpointAnswer answer(ScrapeService service, ScrapeRequest request) {
    return service.scrape(request).thenApply(EndpointAnswer::of).join();
  }
}
