package io.hairspring.exposition.config;

import java.util.List;
import java.util.Objects;

/**
 * Where a host has its metrics: {@code /metrics} unless told otherwise. What is below it, such as
 * {@code /metrics/json}, moves with it; probes and what is handed on to a time-series database stay
 * where they are.
 */
public final class MetricsPath {
  /** The path where nobody says another. */
  public static final String USUAL = "/metrics";

  private static final int LONGEST = 100;
  private static final List<String> PROBES =
      List.of("/health", "/api/v1/health", "/ready", "/live");
  private static final List<String> PROXIED =
      List.of("/api/metrics/query_range", "/api/metrics/services", "/api/metrics/health");

  private MetricsPath() {}

  /** Returns whether the metrics may be there: no other route is at this path or below it. */
  public static boolean isUsable(String path) {
    return path != null
        && path.length() <= LONGEST
        && path.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
        && PROBES.stream().noneMatch(route -> isAtOrBelow(route, path))
        && PROXIED.stream().noneMatch(route -> isAtOrBelow(route, path));
  }

  /**
   * Returns whether a path is one that scrapers and probes ask for: that of the metrics, {@code
   * /health}, {@code /api/v1/health}, {@code /ready}, {@code /live}, or below one of them. For
   * hosts that measure all others.
   *
   * @param metricsPath where the metrics are, such as {@link #USUAL}
   */
  public static boolean isProbed(String path, String metricsPath) {
    Objects.requireNonNull(metricsPath, "metricsPath");
    boolean probed = isAtOrBelow(Objects.requireNonNull(path, "path"), metricsPath);
    for (int i = 0; i < PROBES.size() && !probed; i++) { // each request asks this
      probed = isAtOrBelow(path, PROBES.get(i));
    }
    return probed;
  }

  /** Returns whether what is asked for is at a path or below it. */
  public static boolean isAtOrBelow(String asked, String path) {
    return asked.startsWith(path)
        && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
  }
}
