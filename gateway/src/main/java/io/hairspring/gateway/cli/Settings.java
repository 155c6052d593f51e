package io.hairspring.gateway.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Values of flags, each from the command line or else from its environment variable. */
final class Settings {
  private static final String PREFIX = "HAIRSPRING_";

  private final Map<String, String> environment;
  private final Map<String, String> flags = new HashMap<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Takes what the command line says; null if it does not say anything. */
  void put(String flag, String value) {
    if (value != null) {
      flags.put(flag, value);
    }
  }

  boolean has(String flag) {
    return get(flag) != null;
  }

  /** Returns a value, without blanks around it; null if nobody gave one. */
  String get(String flag) {
    String given = flags.get(flag);
    if (given != null) {
      return given.strip();
    }
    String variable = environment.get(variable(flag));
    // Set to nothing is how a shell or a manifest says "not set".
    return variable == null || variable.isBlank() ? null : variable.strip();
  }

  /** Returns what to call the place a value came from. */
  String source(String flag) {
    return flags.containsKey(flag) ? flag : variable(flag);
  }

  private static String variable(String flag) {
    return PREFIX + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
