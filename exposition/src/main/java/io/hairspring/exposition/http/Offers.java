package io.hairspring.exposition.http;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.MediaType;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The formats that one route offers, the one to fall back to first. */
final class Offers {
  private final List<MediaType> types = new ArrayList<>();
  private final List<Renderings> renderings = new ArrayList<>();

  /** Creates offers of what these make; at least one. */
  Offers(String route, List<Supplier<MetricsFormat>> formats, ServerMetrics counts) {
    for (Supplier<MetricsFormat> format : formats) {
      MediaType type = MediaType.of(format.get().contentType());
      types.add(type);
      renderings.add(new Renderings(format, counts.of(route, type)));
    }
  }

  /** Returns the renderings of the format that the client would rather have. */
  Renderings choose(HttpServerExchange exchange) {
    return renderings.get(Accept.of(Answers.lines(exchange, Headers.ACCEPT)).choose(types));
  }

  /** Returns the request headers on which the answer depends. */
  String vary() {
    return types.size() == 1 ? "Accept-Encoding" : "Accept, Accept-Encoding";
  }
}
