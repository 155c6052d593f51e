package io.hairspring.spring;

import io.hairspring.exposition.scrape.ScrapeRequest;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/** Puts what came to an endpoint as a scrape service wants it. */
final class EndpointRequest {
  private static final String OF_BOOT = "includedNames=";
  private static final String OURS = "name[]=";

  private EndpointRequest() {}

  /**
   * Returns a request.
   *
   * @param path which page of the service is asked for
   * @param query as it was sent; null for none
   * @param headers returns the lines of a header
   */
  static ScrapeRequest of(String path, String query, Function<String, List<String>> headers) {
    // HEAD is Spring's matter, too; and a copied answer has ended, so nobody reads it slowly.
    return new ScrapeRequest("GET", path, translated(query), headers, () -> {});
  }

  /** Returns a request of which nothing is known. */
  static ScrapeRequest of(String path) {
    return of(path, null, header -> List.of());
  }

  /** Returns the query in which families are named as here, where they are named as by Boot. */
  static String translated(String query) {
    if (query == null || !query.contains(OF_BOOT)) {
      return query;
    }
    StringJoiner ours = new StringJoiner("&");
    for (String part : query.split("&", -1)) {
      if (part.startsWith(OF_BOOT)) {
        for (String name : part.substring(OF_BOOT.length()).split(",|%2[Cc]", -1)) {
          ours.add(OURS + name);
        }
      } else {
        ours.add(part);
      }
    }
    return ours.toString();
  }
}
