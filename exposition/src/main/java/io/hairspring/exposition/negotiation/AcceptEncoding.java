package io.hairspring.exposition.negotiation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a client says of gzip in its {@code Accept-Encoding} header (RFC 9110, 12.5.3). */
public enum AcceptEncoding {
  /** It must not be used, or the client would rather not have it. */
  IDENTITY,
  /** It may be used where it pays. */
  GZIP,
  /** It must be used, since the client refuses an answer as it is. */
  GZIP_ONLY;

  private static final int MOST_CODINGS = 64;

  /**
   * Reads the header's lines, which count as one list. Without the header the answer is {@link
   * #IDENTITY}: RFC 9110 would allow any coding, but who wants one asks for it. A coding whose
   * weight cannot be read counts as absent, and so does each beyond the first {@value
   * #MOST_CODINGS}; of one that is repeated, the first counts. A client that refuses gzip and
   * identity alike is given {@link #IDENTITY}.
   */
  public static AcceptEncoding of(List<String> lines) {
    Map<String, Double> weights = weights(lines);
    Double any = weights.get("*");
    double gzip =
        weights.getOrDefault("gzip", weights.getOrDefault("x-gzip", any == null ? 0 : any));
    if (gzip == 0) {
      return IDENTITY;
    }
    // Unless it is named, identity is acceptable, but for *;q=0, and wanted least.
    double identity = weights.getOrDefault("identity", any != null && any == 0 ? 0.0 : -1.0);
    if (identity == 0) {
      return GZIP_ONLY;
    }
    return gzip >= identity ? GZIP : IDENTITY;
  }

  private static Map<String, Double> weights(List<String> lines) {
    Map<String, Double> weights = new HashMap<>();
    for (String element : HeaderParts.elements(lines)) {
      if (weights.size() < MOST_CODINGS) {
        add(weights, HeaderParts.split(element, ';'));
      }
    }
    return weights;
  }

  private static void add(Map<String, Double> weights, List<String> parts) {
    if (parts.isEmpty() || !HeaderParts.isToken(parts.get(0))) {
      return;
    }
    double weight = 1;
    for (String part : parts.subList(1, parts.size())) {
      if (part.regionMatches(true, 0, "q=", 0, 2)) {
        weight = HeaderParts.weight(part.substring(2));
      }
    }
    if (!Double.isNaN(weight)) {
      weights.putIfAbsent(parts.get(0).toLowerCase(Locale.ROOT), weight);
    }
  }
}
