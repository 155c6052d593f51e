package io.hairspring.exposition.health;

/** Looks at one thing that the process depends on. */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Looks. Called on a thread of the health's own, never twice at a time, and interrupted when its
   * limit is over; until it returns it is not called again.
   *
   * @throws Exception if it could not look; counts as unhealthy
   */
  CheckResult check() throws Exception;
}
