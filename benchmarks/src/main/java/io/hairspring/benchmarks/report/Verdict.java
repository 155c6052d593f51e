package io.hairspring.benchmarks.report;

/** Whether an aim is reached. */
enum Verdict {
  /** Also where the figure is as large as its spread allows, or where that is not known. */
  REACHED("reached"),
  /** By the figure, but not by all that its spread allows. */
  REACHED_WITHIN_NOISE("reached, within noise"),
  /** By the figure, but not by all that its spread allows. */
  MISSED_WITHIN_NOISE("**missed**, within noise"),
  /** Also where the figure is as small as its spread allows, or where that is not known. */
  MISSED("**missed**"),
  /** It was measured with other threads than it is meant for. */
  OTHER_THREADS("measured with other threads than meant");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  static Verdict of(Estimate estimate, double most) {
    if (estimate.value() <= most) {
      return estimate.most() > most ? REACHED_WITHIN_NOISE : REACHED;
    }
    return estimate.least() <= most ? MISSED_WITHIN_NOISE : MISSED;
  }

  @Override
  public String toString() {
    return text;
  }
}
