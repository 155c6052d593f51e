package io.hairspring.test;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.exposition.config.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a collector held at one moment: one collection, in which no series is made and nothing is
 * reset. Immutable.
 */
public final class MetricsSnapshot {
  private static final String OWN = "hairspring_";
  private static final int MOST_LINES = 20;

  private final List<String> families;
  private final List<SeriesSnapshot> series;

  private MetricsSnapshot(List<String> families, List<SeriesSnapshot> series) {
    this.families = families;
    this.series = series;
  }

  /** Looks at a collector now; asks its sources. */
  public static MetricsSnapshot of(MetricsCollector metrics) {
    SnapshotVisitor visitor = new SnapshotVisitor();
    metrics.visit(visitor);
    return new MetricsSnapshot(
        metrics.families().stream().map(FamilyView::name).toList(), visitor.kept());
  }

  /** Returns all series, in the order of a page, the collector's own {@code hairspring_} too. */
  public List<SeriesSnapshot> series() {
    return series;
  }

  /**
   * Returns the series that has these labels, and maybe others.
   *
   * @param name of the family, as it is shown
   * @param labels names and values in turn, such as {@code "region", "eu"}
   * @return empty if there is none
   * @throws IllegalArgumentException if a label has no value
   * @throws AssertionError if there are several
   */
  public Optional<SeriesSnapshot> find(String name, String... labels) {
    Map<String, String> wanted = Labels.of(name, labels);
    List<SeriesSnapshot> found = named(name).stream().filter(any -> any.hasAll(wanted)).toList();
    if (found.size() > 1) {
      throw new AssertionError(
          found.size()
              + " series are "
              + name
              + SeriesSnapshot.shown(wanted)
              + "; name more of their labels:"
              + lines(found));
    }
    return found.stream().findFirst();
  }

  private List<SeriesSnapshot> named(String name) {
    return series.stream().filter(any -> any.name().equals(name)).toList();
  }

  /** Returns what to say of a series that is not there: what is, and what is called much alike. */
  String missing(String name, Map<String, String> labels) {
    List<SeriesSnapshot> named = named(name);
    if (!named.isEmpty()) {
      return "no series is " + name + SeriesSnapshot.shown(labels) + "; there are:" + lines(named);
    }
    if (families.contains(name)) {
      return "metric \"" + name + "\" has no series yet: nothing was recorded in it";
    }
    String nearest = NearestName.to(name, families);
    List<SeriesSnapshot> others =
        series.stream().filter(any -> !any.name().startsWith(OWN)).toList();
    return "there is no metric \""
        + name
        + "\""
        + (nearest == null ? "." : "; did you mean \"" + nearest + "\"?")
        + (others.isEmpty() ? " Nothing was recorded yet." : " There are:" + lines(others));
  }

  private static String lines(List<SeriesSnapshot> series) {
    String rest =
        series.size() > MOST_LINES ? "\n  and " + (series.size() - MOST_LINES) + " more" : "";
    return series.stream()
        .limit(MOST_LINES)
        .map(one -> "\n  " + one)
        .collect(Collectors.joining("", "", rest));
  }
}
