package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.snapshot.NameEscaping;

/**
 * A format: a visitor that renders one walk after the other.
 *
 * <pre>{@code
 * format.begin(buffer);
 * format.end(metrics.visit(format));
 * }</pre>
 *
 * <p>Not thread-safe, and meant to be kept: what it needs between walks is made once. A walk that
 * failed half-way leaves no trace in the next.
 */
public interface MetricsFormat extends MetricsVisitor {
  /** Returns the media type of what is rendered, parameters included. */
  String contentType();

  /**
   * Begins an answer; whatever the walk shows is appended to {@code out}. Names of other than
   * classic characters are spelled by underscores, if the format escapes names at all.
   */
  void begin(Utf8Buffer out);

  /**
   * Begins an answer in which names are spelled so. A format that has no need of it, such as JSON,
   * shows them as they are.
   */
  default void begin(Utf8Buffer out, NameEscaping escaping) {
    begin(out);
  }

  /** Ends the answer. */
  void end(Epoch epoch);
}
