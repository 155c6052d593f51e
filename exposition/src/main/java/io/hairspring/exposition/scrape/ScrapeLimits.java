package io.hairspring.exposition.scrape;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a client may take, and how much is done at a time.
 *
 * @param maxWait until an answer begins, unless the client says less in {@code
 *     X-Prometheus-Scrape-Timeout-Seconds}
 * @param maxReadWhenFull how long an answer may be read if its slot is needed for another
 * @param maxRead how long an answer may be read in any case
 * @param maxAnswers rendered or read at a time, which are the slots; each may hold megabytes
 * @param maxWaiting requests for some of the families that may wait for a slot at a time, equal
 *     ones counted once; those for all families always may
 */
public record ScrapeLimits(
    Duration maxWait, Duration maxReadWhenFull, Duration maxRead, int maxAnswers, int maxWaiting) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST = 100_000;

  /** 30 s to wait, 1 s and 30 s to read; 16 answers and 64 that wait for one. */
  public static final ScrapeLimits DEFAULTS =
      new ScrapeLimits(
          Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30), 16, 64);

  /**
   * Creates limits.
   *
   * @throws IllegalArgumentException if a time is not 1 ms to 1 h, or a number not 1 to 100000
   */
  public ScrapeLimits {
    check("maxWait", maxWait);
    check("maxReadWhenFull", maxReadWhenFull);
    check("maxRead", maxRead);
    check("maxAnswers", maxAnswers);
    check("maxWaiting", maxWaiting);
  }

  /** Returns a copy with other times. */
  public ScrapeLimits withTimes(Duration maxWait, Duration maxReadWhenFull, Duration maxRead) {
    return new ScrapeLimits(maxWait, maxReadWhenFull, maxRead, maxAnswers, maxWaiting);
  }

  /** Returns a copy with other numbers at a time. */
  public ScrapeLimits withMost(int maxAnswers, int maxWaiting) {
    return new ScrapeLimits(maxWait, maxReadWhenFull, maxRead, maxAnswers, maxWaiting);
  }

  private static void check(String name, Duration time) {
    Objects.requireNonNull(time, name);
    if (time.compareTo(LEAST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be 1 ms to 1 h, was " + time);
    }
  }

  private static void check(String name, int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(name + " must be 1 to " + MOST + ", was " + number);
    }
  }
}
