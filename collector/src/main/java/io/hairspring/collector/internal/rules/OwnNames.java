package io.hairspring.collector.internal.rules;

import io.hairspring.collector.view.NameEscaping;

/** The names that only the collector's own metrics may have. */
public final class OwnNames {
  public static final String PREFIX = "hairspring_";

  private OwnNames() {}

  /** Returns {@code full}, the whole of a name, if it is not one of the collector's own. */
  public static String foreign(String full) {
    if (NameEscaping.UNDERSCORES.metric(full).startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "metric name \""
              + full
              + "\" is not allowed; expected "
              + PREFIX
              + " to be left to the collector's own metrics");
    }
    return full;
  }
}
