package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * A scrape's answer as Boot wants it, and the headers that Boot has no place for.
 *
 * @param response status, type and body
 * @param headers the others by their names
 */
record EndpointAnswer(WebEndpointResponse<byte[]> response, Map<String, String> headers) {
  /** Copies an answer, and ends it: how it is sent is Spring's matter. */
  static EndpointAnswer of(ScrapeAnswer answer) {
    byte[] body = new byte[answer.body().remaining()];
    answer.body().get(body);
    answer.sent();
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.remove("Content-Length"); // which Spring says itself
    MimeType type = MimeTypeUtils.parseMimeType(headers.remove("Content-Type"));
    return new EndpointAnswer(new WebEndpointResponse<>(body, answer.status(), type), headers);
  }
}
