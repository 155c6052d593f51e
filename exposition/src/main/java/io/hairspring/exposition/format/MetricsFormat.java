package io.hairspring.exposition.format;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.NameEscaping;

/**
 * A format: a visitor that renders one collection after the other. What a server has to know of it,
 * it declares itself: what it is called, and whether it spells names as a client asks.
 *
 * <pre>{@code
 * format.begin(buffer);
 * format.end(metrics.visit(format));
 * }</pre>
 *
 * <p>Not thread-safe, and meant to be kept: what it needs between collections is made once. A
 * collection that failed half-way leaves no trace in the next. It may ask for any quantile, unless
 * it says that it {@linkplain #readsShapesOnly reads shapes only}, which makes a collection
 * cheaper.
 */
public interface MetricsFormat extends MetricsVisitor {
  /**
   * Returns the media type of what is rendered, parameters included: what clients name in {@code
   * Accept}. Always the same.
   */
  String contentType();

  /**
   * Returns whether it spells names of other than classic characters as a client asks with {@code
   * escaping=}, and that parameter may be added to its content type. If not, it shows them as they
   * are. Always the same.
   */
  default boolean escapesNames() {
    return false;
  }

  /**
   * Returns whether its content type says {@code escaping=} also to clients that did not ask for
   * one. Only where it {@linkplain #escapesNames escapes names}. Always the same.
   */
  default boolean saysEscaping() {
    return false;
  }

  /**
   * Begins an answer; whatever the collection shows is appended to {@code out}.
   *
   * @param escaping how names of other than classic characters are spelled, if it escapes names
   */
  void begin(Utf8Buffer out, NameEscaping escaping);

  /** Begins an answer in which names are spelled by underscores, if it escapes names. */
  default void begin(Utf8Buffer out) {
    begin(out, NameEscaping.UNDERSCORES);
  }

  /** Ends the answer. */
  void end(Epoch epoch);
}
