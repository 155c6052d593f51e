package io.hairspring.exposition.health;

import java.util.Objects;

/**
 * What a check found.
 *
 * @param status how well the checked thing does
 * @param detail a word or a line for people, such as {@code running}; shown to whoever asks, so
 *     without secrets, and cut after {@value #MOST_CHARS} characters
 */
public record CheckResult(HealthStatus status, String detail) {
  private static final int MOST_CHARS = 1_000;

  /** Creates a result. */
  public CheckResult {
    Objects.requireNonNull(status, "status");
    detail = bounded(Objects.requireNonNull(detail, "detail"));
  }

  /** Returns a text as answers show it. */
  static String bounded(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + '…';
  }

  /** Returns a result that all is well. */
  public static CheckResult healthy(String detail) {
    return new CheckResult(HealthStatus.HEALTHY, detail);
  }

  /** Returns a result that it works, but not well. */
  public static CheckResult degraded(String detail) {
    return new CheckResult(HealthStatus.DEGRADED, detail);
  }

  /** Returns a result that it does not work. */
  public static CheckResult unhealthy(String detail) {
    return new CheckResult(HealthStatus.UNHEALTHY, detail);
  }
}
