package io.hairspring.benchmarks.report;

import java.util.Locale;

/**
 * How long a run will still take: by how long its steps were to take, and what the past ones did.
 */
final class TimeLeft {
  private static final int MINUTE = 60;

  private final int steps;
  private double leftSeconds;
  private double plannedSeconds;
  private double tookSeconds;
  private int done;

  /**
   * Begins.
   *
   * @param steps of the whole run
   * @param seconds that all together are to take
   */
  TimeLeft(int steps, double seconds) {
    this.steps = steps;
    leftSeconds = seconds;
  }

  /** A step was found, so that nobody has to run it. */
  void spared(double planned) {
    done++;
    leftSeconds -= planned;
  }

  /** A step is over. */
  void took(double planned, double seconds) {
    spared(planned);
    plannedSeconds += planned;
    tookSeconds += seconds;
  }

  /** Returns the seconds left, at the pace of the steps so far. */
  double seconds() {
    return leftSeconds * (plannedSeconds == 0 ? 1 : tookSeconds / plannedSeconds);
  }

  @Override
  public String toString() {
    long minutes = Math.round(Math.ceil(seconds() / MINUTE));
    return String.format(
        Locale.ROOT,
        "%d of %d done, %s left",
        done,
        steps,
        minutes < MINUTE ? minutes + " min" : minutes / MINUTE + " h " + minutes % MINUTE + " min");
  }
}
