package io.hairspring.collector.snapshot;

import java.util.List;
import java.util.Objects;

/**
 * A family of series under one name. Immutable.
 *
 * @param name the name, prefix included; a counter's ends in {@code _total}
 * @param help one line for people, unescaped
 * @param kind what the series measure
 * @param labelNames the label names of every series, global labels first
 */
public record FamilyView(String name, String help, FamilyKind kind, List<String> labelNames) {
  /** Creates a view; the list is copied. */
  public FamilyView {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(kind, "kind");
    labelNames = List.copyOf(labelNames);
  }
}
