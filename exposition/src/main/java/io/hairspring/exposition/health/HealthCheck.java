package io.hairspring.exposition.health;

/** Looks at one thing that the process depends on. */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Looks. Called for every health answer, from any thread and possibly from two at once; should
   * take far less than a second, since the answer waits for it.
   *
   * @throws Exception if it could not look; counts as unhealthy
   */
  CheckResult check() throws Exception;
}
