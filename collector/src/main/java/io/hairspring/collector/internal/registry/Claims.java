package io.hairspring.collector.internal.registry;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.NameEscaping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which metric emits which line names, so that no two emit the same, however names are escaped. Not
 * thread-safe: used under the registry's lock.
 */
public final class Claims {
  private final Map<String, String> ownerByLine = new HashMap<>(); // by the line as it is spelled

  /**
   * Claims every line name that a metric may emit, in any format.
   *
   * @throws IllegalArgumentException if one of them is claimed; nothing is claimed then
   */
  public void claim(String metric, FamilyKind kind) {
    Set<String> lines = lines(metric, kind);
    for (String line : lines) {
      String owner = ownerByLine.get(line);
      if (owner != null) {
        throw new NameTaken(
            owner.equals(metric)
                ? "metric \"" + metric + "\" exists already; expected each name once"
                : "metric \""
                    + metric
                    + "\" would emit \""
                    + line
                    + "\", which \""
                    + owner
                    + "\" emits already; expected a name of its own",
            owner);
      }
    }
    lines.forEach(line -> ownerByLine.put(line, metric));
  }

  /** Gives back what a metric claimed. */
  public void release(String metric, FamilyKind kind) {
    lines(metric, kind).forEach(line -> ownerByLine.remove(line, metric));
  }

  /** Claims the names of all families that one instrument is shown as, or none of them. */
  public void claim(List<FamilyView> families) {
    Set<String> claimed = new HashSet<>();
    try {
      for (FamilyView family : families) {
        claim(family.name(), family.kind());
        claimed.add(family.name());
      }
    } catch (IllegalArgumentException taken) {
      ownerByLine.values().removeIf(claimed::contains);
      throw taken;
    }
  }

  /**
   * Returns what the lines are called where names are escaped. Two that are not alike by
   * underscores are not alike by dots either, and never as they are.
   */
  private static Set<String> lines(String metric, FamilyKind kind) {
    Set<String> spelled = new LinkedHashSet<>();
    for (String line : names(metric, kind)) {
      spelled.add(NameEscaping.UNDERSCORES.metric(line));
      spelled.add(NameEscaping.VALUES.metric(line));
    }
    return spelled;
  }

  private static List<String> names(String metric, FamilyKind kind) {
    return switch (kind) {
      case GAUGE, INFO, STATESET -> List.of(metric);
      case COUNTER ->
          List.of(metric, metric.substring(0, metric.length() - "_total".length()) + "_created");
      case SUMMARY -> List.of(metric, metric + "_sum", metric + "_count", metric + "_created");
      case HISTOGRAM, LATENCY, VALUES ->
          List.of(
              metric, metric + "_bucket", metric + "_sum", metric + "_count", metric + "_created");
    };
  }
}
