package io.hairspring.exposition.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one kind of place says, such as the environment: each setting at most once. */
final class ConfigLayer {
  private final KnownKeys keys;
  private final Map<String, Given> values = new LinkedHashMap<>();

  ConfigLayer(KnownKeys keys) {
    this.keys = keys;
  }

  /** Returns the values by the names of their keys. */
  Map<String, Given> values() {
    return values;
  }

  /** Returns whether a setting may be called so. */
  boolean knows(String name) {
    return keys.knows(name);
  }

  /** Returns whether a setting may be called so and has no value here yet. */
  boolean isFree(String name) {
    return knows(name) && !values.containsKey(keys.given(name, name).name());
  }

  /**
   * Takes a value.
   *
   * @param source what to call the place it came from
   * @param name any of the key's names
   * @throws ConfigException if the key is not known, or was given before, under whatever name
   */
  void put(String source, String name, String value) {
    put(source, 0, name, value);
  }

  /** Takes a value from a line of a file. */
  void put(String source, int line, String name, String value) {
    ConfigKey key = keys.given(source, name);
    Objects.requireNonNull(value, () -> "value of " + source + " must not be null");
    Given given = new Given(value.strip(), source, line);
    Given other = values.put(key.name(), given);
    if (other != null) {
      throw other.givenTwice(given);
    }
  }

  /**
   * A value that somebody gave.
   *
   * @param source what to call the place it came from
   * @param line of a file; 0 if it came from elsewhere
   */
  record Given(String value, String source, int line) {
    /** Returns the refusal of a setting that was given here and again. */
    ConfigException givenTwice(Given again) {
      if (!source.equals(again.source)) {
        return new ConfigException(
            place() + " and " + again.place() + ": expected one of them, were both");
      }
      return new ConfigException(
          source
              + (line > 0 ? ", lines " + line + " and " + again.line : "")
              + ": expected once, was given twice");
    }

    private String place() {
      return line > 0 ? source + ", line " + line : source;
    }
  }
}
