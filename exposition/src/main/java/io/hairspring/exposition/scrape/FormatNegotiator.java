package io.hairspring.exposition.scrape;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Chooses among the formats of one route; the first is the one to fall back to. */
final class FormatNegotiator {
  private final boolean utf8Names;
  private final List<MediaType> types = new ArrayList<>();
  private final List<RendererPool> pools = new ArrayList<>();

  /** Creates one that offers what these make; at least one. */
  FormatNegotiator(
      String route, List<Supplier<? extends MetricsFormat>> formats, MetricsCollector metrics) {
    utf8Names = metrics.config().utf8Names();
    for (Supplier<? extends MetricsFormat> format : formats) {
      RendererPool pool = new RendererPool(route, format, metrics);
      types.add(pool.type());
      pools.add(pool);
    }
  }

  /** Returns the format that a client would rather have, and how names are spelled in it. */
  Chosen choose(List<String> acceptLines) {
    Accept accept = Accept.of(acceptLines);
    int chosen = accept.choose(types);
    RendererPool pool = pools.get(chosen);
    String contentType = pool.declared().contentType();
    if (!pool.declared().escapesNames()) {
      return new Chosen(pool, NameEscaping.UNDERSCORES, contentType, vary());
    }
    String asked = accept.escaping(types.get(chosen));
    NameEscaping known = NameEscaping.of(asked);
    NameEscaping escaping = known == null ? NameEscaping.UNDERSCORES : known;
    boolean said = asked != null || pool.declared().saysEscaping();
    return new Chosen(
        pool,
        rendered(escaping),
        said ? contentType + "; escaping=" + escaping.parameter() : contentType,
        vary());
  }

  /** Returns the escaping to render, which is shared by those that spell classic names alike. */
  private NameEscaping rendered(NameEscaping escaping) {
    return utf8Names || escaping == NameEscaping.DOTS ? escaping : NameEscaping.UNDERSCORES;
  }

  private String vary() {
    return types.size() == 1 ? "Accept-Encoding" : "Accept, Accept-Encoding";
  }

  /**
   * What is sent to a client.
   *
   * @param pool what renders it
   * @param escaping how names are spelled
   * @param contentType what its content type says, escaping included
   * @param vary the request headers on which the choice depends
   */
  record Chosen(RendererPool pool, NameEscaping escaping, String contentType, String vary) {}
}
