package io.hairspring.collector.catalog;

import io.hairspring.collector.LabelValues;

/** HTTP statuses as label values. */
final class Statuses {
  /** What stands for the status of a call that was not answered. */
  static final int NONE = 0;

  /** The first status that counts as an error. */
  static final int FIRST_ERROR = 500;

  /** The error type of an answer with a status from {@link #FIRST_ERROR}. */
  static final String ERROR_TYPE = "status_5xx";

  private static final int HIGHEST = 999;

  private Statuses() {}

  /** Returns the label of a status; what is none reads {@code none} or {@code other}. */
  static String label(int status) {
    if (status == NONE) {
      return "none";
    }
    return status > 0 && status <= HIGHEST ? LabelValues.of(status) : "other";
  }
}
