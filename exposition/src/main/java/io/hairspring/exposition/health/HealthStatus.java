package io.hairspring.exposition.health;

/** How well something does, from well to badly. */
public enum HealthStatus {
  /** Everything works. */
  HEALTHY("healthy"),
  /** Works, but less well than it should; still answers 200. */
  DEGRADED("degraded"),
  /** Does not work; answers 503. */
  UNHEALTHY("unhealthy");

  private final String text;

  HealthStatus(String text) {
    this.text = text;
  }

  /** Returns the status as answers spell it. */
  public String text() {
    return text;
  }

  /** Returns the worse of two. */
  HealthStatus worse(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
