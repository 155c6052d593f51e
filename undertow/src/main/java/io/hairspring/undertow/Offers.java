package io.hairspring.undertow;

import io.hairspring.collector.snapshot.NameEscaping;
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
  private final boolean utf8Names;
  private final List<MediaType> types = new ArrayList<>();
  private final List<MetricsFormat> formats = new ArrayList<>(); // to ask what they declare
  private final List<Renderings> renderings = new ArrayList<>();

  /**
   * Creates offers of what these make; at least one.
   *
   * @param utf8Names whether names may have other than classic characters
   */
  Offers(
      String route,
      List<Supplier<? extends MetricsFormat>> offered,
      boolean utf8Names,
      ServerMetrics counts) {
    this.utf8Names = utf8Names;
    for (Supplier<? extends MetricsFormat> each : offered) {
      MetricsFormat format = each.get();
      MediaType type = MediaType.of(format.contentType());
      types.add(type);
      formats.add(format);
      renderings.add(new Renderings(each, counts.of(route, type)));
    }
  }

  /** Returns the format that the client would rather have, and how names are spelled in it. */
  Chosen choose(HttpServerExchange exchange) {
    Accept accept = Accept.of(Answers.lines(exchange, Headers.ACCEPT));
    int chosen = accept.choose(types);
    MetricsFormat format = formats.get(chosen);
    if (!format.escapesNames()) {
      return new Chosen(renderings.get(chosen), NameEscaping.UNDERSCORES, "");
    }
    String asked = accept.escaping(types.get(chosen));
    NameEscaping known = NameEscaping.of(asked);
    NameEscaping escaping = known == null ? NameEscaping.UNDERSCORES : known;
    boolean said = asked != null || format.saysEscaping();
    return new Chosen(
        renderings.get(chosen),
        rendered(escaping),
        said ? "; escaping=" + escaping.parameter() : "");
  }

  /** Returns the escaping to render, which is shared by those that spell classic names alike. */
  private NameEscaping rendered(NameEscaping escaping) {
    return utf8Names || escaping == NameEscaping.DOTS ? escaping : NameEscaping.UNDERSCORES;
  }

  /** Returns the request headers on which the answer depends. */
  String vary() {
    return types.size() == 1 ? "Accept-Encoding" : "Accept, Accept-Encoding";
  }

  /**
   * What is sent to a client.
   *
   * @param renderings those of the format
   * @param escaping how names are spelled
   * @param typeSuffix what its content type adds, empty for nothing
   */
  record Chosen(Renderings renderings, NameEscaping escaping, String typeSuffix) {}
}
