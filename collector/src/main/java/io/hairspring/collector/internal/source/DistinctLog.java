package io.hairspring.collector.internal.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

/**
 * Logs what goes wrong with one source: each thing once, and only so many of them. Used by whoever
 * asks the source, one thread at a time.
 */
final class DistinctLog {
  private static final Logger LOGGER = System.getLogger(DistinctLog.class.getName());
  private static final int MOST_LINES = 16;
  private static final int MOST_CHARACTERS = 300;

  private final String source;
  private final Set<String> logged = new HashSet<>();

  DistinctLog(String source) {
    this.source = source;
  }

  /** Logs one line, unless it was logged before or there were too many. */
  void warn(String what, Throwable cause) {
    String line = line(what);
    if (logged.size() >= MOST_LINES || !logged.add(line)) {
      return;
    }
    String rest = logged.size() == MOST_LINES ? "; whatever else fails is only counted" : "";
    LOGGER.log(Level.WARNING, () -> "collector \"" + source + "\": " + line + rest);
    if (cause != null) {
      LOGGER.log(Level.DEBUG, () -> "collector \"" + source + "\"", cause);
    }
  }

  private static String line(String what) {
    String flat = what.replaceAll("\\p{Cntrl}+", " ");
    return flat.length() <= MOST_CHARACTERS ? flat : flat.substring(0, MOST_CHARACTERS) + "…";
  }
}
