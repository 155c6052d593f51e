package io.hairspring.catalog;

import io.hairspring.collector.LabelValues;

/** HTTP statuses as label values. */
final class Statuses {
  /** What stands for the status of a call that was not answered. */
  static final int NONE = 0;

  /** What a call that returned is taken for. */
  static final int SUCCESS = 200;

  /** What a call that threw is taken for. */
  static final int FAILURE = 500;

  /** The highest that can be one. */
  static final int HIGHEST = 999;

  private static final int FIRST_ERROR = 500;
  private static final int CLASS = 100;
  private static final String[] ERROR_TYPES = {
    "status_other", "status_1xx", "status_2xx", "status_3xx", "status_4xx", "status_5xx"
  };

  private Statuses() {}

  /** Returns whether a status counts as an error unless told otherwise. */
  static boolean isError(int status) {
    return status >= FIRST_ERROR;
  }

  /** Returns the error type of an answer that counts as an error, such as {@code status_5xx}. */
  static String errorType(int status) {
    return ERROR_TYPES[Math.min(Math.max(status / CLASS, 0), ERROR_TYPES.length - 1)];
  }

  /** Returns the label of a status; what is none reads {@code none} or {@code other}. */
  static String label(int status) {
    if (status == NONE) {
      return "none";
    }
    return status > 0 && status <= HIGHEST ? LabelValues.of(status) : "other";
  }
}
