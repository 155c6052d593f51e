package io.hairspring.exposition.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that the families of one OpenMetrics answer claim: each its own and those of its lines,
 * whether it emits them or not (OpenMetrics 1.0, "MetricFamily Name"). Not thread-safe.
 *
 * <p>Families come by name, and whatever claims {@code x} comes before {@code x_total}, so one look
 * back is enough.
 */
final class ClaimedNames {
  private static final List<String> COUNTER = List.of("", "_total", "_created");
  private static final List<String> INFO = List.of("", "_info");
  private static final List<String> DISTRIBUTION =
      List.of("", "_bucket", "_sum", "_count", "_created");

  private final Set<String> claimed = new HashSet<>();

  void clear() {
    claimed.clear();
  }

  /** Claims the names of a counter, unless one of them is taken. */
  boolean counter(String name) {
    return claim(name, COUNTER);
  }

  /** Claims the names of an info, unless one of them is taken. */
  boolean info(String name) {
    return claim(name, INFO);
  }

  /** Claims a name that has one kind of line only. */
  void plain(String name) {
    claimed.add(name);
  }

  /** Claims the names of a histogram or a summary. */
  void distribution(String name) {
    DISTRIBUTION.forEach(suffix -> claimed.add(name + suffix));
  }

  private boolean claim(String name, List<String> suffixes) {
    if (suffixes.stream().anyMatch(suffix -> claimed.contains(name + suffix))) {
      return false;
    }
    suffixes.forEach(suffix -> claimed.add(name + suffix));
    return true;
  }
}
