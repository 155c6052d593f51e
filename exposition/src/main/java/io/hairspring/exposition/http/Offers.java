package io.hairspring.exposition.http;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.MediaType;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The formats that one route offers, the one to fall back to first. */
final class Offers {
  private final List<MediaType> types = new ArrayList<>();
  private static final Set<String> PROMETHEUS =
      Set.of("version", "proto"); // only its types have these
  private static final Set<String> SCHEMES = Set.of("allow-utf-8", "underscores", "values");

  private final List<Boolean> escapable = new ArrayList<>();
  private final List<Renderings> renderings = new ArrayList<>();

  /** Creates offers of what these make; at least one. */
  Offers(String route, List<Supplier<MetricsFormat>> formats, ServerMetrics counts) {
    for (Supplier<MetricsFormat> format : formats) {
      MediaType type = MediaType.of(format.get().contentType());
      types.add(type);
      escapable.add(PROMETHEUS.stream().anyMatch(type.parameters()::containsKey));
      renderings.add(new Renderings(format, counts.of(route, type)));
    }
  }

  /** Returns the format that the client would rather have, and how it is told its type. */
  Chosen choose(HttpServerExchange exchange) {
    Accept accept = Accept.of(Answers.lines(exchange, Headers.ACCEPT));
    int chosen = accept.choose(types);
    String escaping = escapable.get(chosen) ? accept.escaping(types.get(chosen)) : null;
    return new Chosen(renderings.get(chosen), spelling(escaping));
  }

  /**
   * Returns what the content type adds for a client that says how names are to be escaped. All
   * names are such as need no escape, so each scheme but {@code dots}, which doubles underscores,
   * spells them as they are.
   */
  private static String spelling(String escaping) {
    if (escaping == null) {
      return "";
    }
    return "; escaping=" + (SCHEMES.contains(escaping) ? escaping : "underscores");
  }

  /** Returns the request headers on which the answer depends. */
  String vary() {
    return types.size() == 1 ? "Accept-Encoding" : "Accept, Accept-Encoding";
  }

  /**
   * What is sent to a client.
   *
   * @param renderings those of the format
   * @param typeSuffix what its content type adds, empty for nothing
   */
  record Chosen(Renderings renderings, String typeSuffix) {}
}
