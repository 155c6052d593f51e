package io.hairspring.collector.view;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A family of series under one name. Immutable.
 *
 * @param name the name, prefix included; a counter's ends in {@code _total}
 * @param help one line for people, unescaped
 * @param kind what the series measure
 * @param labelNames the label names of all series together, global labels first; a series may
 *     {@linkplain SeriesView#lacksLabel lack} some
 * @param shapes what the series of a latency or value recorder are shown as: {@link
 *     LatencyShape#SUMMARY} alone, or {@link LatencyShape#HISTOGRAM} and {@link
 *     LatencyShape#NATIVE}, one of them or both at once, or none, where formats that tell these
 *     apart pass it over; empty for every other kind
 * @param source the family whose recordings are shown here: this one itself, or that of a recorder
 *     of which this family is a further shape, such as a gauge of its p95
 * @param quantiles what such a family shows as a {@link LatencyShape#SUMMARY}, ascending from 0 to
 *     1; may be none
 */
public record FamilyView(
    String name,
    String help,
    FamilyKind kind,
    List<String> labelNames,
    Set<LatencyShape> shapes,
    String source,
    List<Double> quantiles) {
  /** What a recorder shows as a summary unless told otherwise. */
  public static final List<Double> DEFAULT_QUANTILES = List.of(0.5, 0.95, 0.99);

  /**
   * Creates a view; the collections are copied.
   *
   * @throws IllegalArgumentException if another family than one of a latency or value recorder has
   *     a shape, or if shapes share a name that cannot
   */
  public FamilyView {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(source, "source");
    labelNames = List.copyOf(Objects.requireNonNull(labelNames, "labelNames"));
    shapes = Set.copyOf(Objects.requireNonNull(shapes, "shapes"));
    quantiles = List.copyOf(Objects.requireNonNull(quantiles, "quantiles"));
    boolean alone = shapes.size() == 1 || !shapes.contains(LatencyShape.SUMMARY);
    if (!alone || !(shapes.isEmpty() || kind.hasWindows())) {
      throw new IllegalArgumentException(
          "shapes of "
              + kind
              + " "
              + name
              + " were "
              + shapes
              + "; expected SUMMARY alone, or HISTOGRAM and NATIVE, for a latency or values, else"
              + " none");
    }
  }

  /** Creates a view of a family that shows the default quantiles, if any. */
  public FamilyView(
      String name,
      String help,
      FamilyKind kind,
      List<String> labelNames,
      Set<LatencyShape> shapes,
      String source) {
    this(name, help, kind, labelNames, shapes, source, DEFAULT_QUANTILES);
  }

  /** Creates a view of a family that is no recorder's, of its own recordings. */
  public FamilyView(String name, String help, FamilyKind kind, List<String> labelNames) {
    this(name, help, kind, labelNames, Set.of(), name);
  }

  /**
   * Returns whether the family shows again what another one shows. Whoever wants each recording
   * once passes it over.
   */
  public boolean isDerived() {
    return !source.equals(name);
  }
}
