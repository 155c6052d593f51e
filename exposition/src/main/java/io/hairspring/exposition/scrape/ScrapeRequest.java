package io.hairspring.exposition.scrape;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host knows of a request. Read on the thread that hands it over, and not kept but for
 * {@code disconnect}.
 *
 * @param method as it was sent, such as {@code GET}
 * @param path what follows the path at which the host offers the metrics: {@code ""} or {@code "/"}
 *     for themselves, {@code "/json"}, {@code "/summary"} or {@code "/hdr"}
 * @param query as it was sent, without its question mark and not decoded; null for none
 * @param headers returns the lines of a header field by its name, which may be asked in any case;
 *     null or none if it is absent
 * @param disconnect closes the connection, because the client reads too slowly; called at most
 *     once, by any thread, never after the answer has ended. Must not block
 */
public record ScrapeRequest(
    String method,
    String path,
    @Nullable String query,
    Function<String, ? extends @Nullable List<String>> headers,
    Runnable disconnect) {
  /** Creates a request. */
  public ScrapeRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(disconnect, "disconnect");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Returns the lines of a header field; none if it is absent. */
  List<String> lines(String header) {
    List<String> lines = headers.apply(header);
    return lines == null ? List.of() : lines;
  }

  /**
   * Returns the values of each parameter, as they stand in the query.
   *
   * @throws IllegalArgumentException if the query cannot be decoded
   */
  Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      if (!part.isEmpty()) {
        int equal = part.indexOf('=');
        String name = decoded(equal < 0 ? part : part.substring(0, equal));
        String value = equal < 0 ? "" : decoded(part.substring(equal + 1));
        parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
