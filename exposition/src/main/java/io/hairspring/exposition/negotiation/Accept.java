package io.hairspring.exposition.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a client accepts, by its {@code Accept} header (RFC 9110, 12.5.1). For each media type on
 * offer, the narrowest range that includes it gives the weight.
 *
 * <p>The type of the greatest weight is chosen; of equal ones, that which the client named rather
 * than left to a wildcard, then that which it put first, then that which is offered first. A client
 * that accepts nothing on offer, or says nothing, is given what is offered first: a scraper that is
 * refused learns nothing, so there is no 406.
 *
 * <p>A range that cannot be read counts as absent, and so does each beyond the first {@value
 * #MOST_RANGES}. {@code escaping}, which Prometheus 3 adds, says how to spell names and not which
 * type is meant, so it plays no part in the choice. Immutable.
 */
public final class Accept {
  private static final int MOST_RANGES = 64;
  private static final String WEIGHT = "q";
  private static final String ESCAPING = "escaping";

  private final List<Range> ranges = new ArrayList<>();

  private Accept(List<String> lines) {
    for (String element : HeaderParts.elements(lines)) {
      MediaType type = MediaType.parse(HeaderParts.split(element, ';'));
      if (type != null && ranges.size() < MOST_RANGES) {
        add(type);
      }
    }
  }

  private void add(MediaType type) {
    Map<String, String> parameters = new HashMap<>(type.parameters());
    String given = parameters.remove(WEIGHT);
    String escaping = parameters.remove(ESCAPING);
    double weight = given == null ? 1 : HeaderParts.weight(given);
    if (!Double.isNaN(weight)) {
      MediaType range = new MediaType(type.type(), type.subtype(), parameters);
      ranges.add(new Range(range, weight, ranges.size(), escaping));
    }
  }

  /** Reads the header's lines, which count as one list; none if the header is absent. */
  public static Accept of(List<String> lines) {
    return new Accept(lines);
  }

  /**
   * Chooses among what is on offer.
   *
   * @param offered at least one, the one to fall back to first
   * @return its index
   */
  public int choose(List<MediaType> offered) {
    Objects.requireNonNull(offered, "offered");
    int chosen = 0;
    Range reason = null;
    for (int i = 0; i < offered.size(); i++) {
      MediaType type = Objects.requireNonNull(offered.get(i), "offered must not hold null");
      Range range = narrowest(type);
      if (range != null && range.weight > 0 && (reason == null || range.isBefore(reason))) {
        chosen = i;
        reason = range;
      }
    }
    return chosen;
  }

  /** Returns how names are to be spelled in what was chosen; null if the client does not say. */
  public String escaping(MediaType chosen) {
    Range range = narrowest(Objects.requireNonNull(chosen, "chosen"));
    return range == null ? null : range.escaping;
  }

  private Range narrowest(MediaType offered) {
    Range narrowest = null;
    for (Range range : ranges) {
      if (range.type.includes(offered)
          && (narrowest == null || range.type.narrowness() > narrowest.type.narrowness())) {
        narrowest = range;
      }
    }
    return narrowest;
  }

  /** A media range, its weight, where in the header it stands, and its escaping or null. */
  private record Range(MediaType type, double weight, int place, String escaping) {
    boolean isBefore(Range other) {
      if (weight != other.weight) {
        return weight > other.weight;
      }
      if (type.isNamed() != other.type.isNamed()) {
        return type.isNamed();
      }
      return place < other.place;
    }
  }
}
