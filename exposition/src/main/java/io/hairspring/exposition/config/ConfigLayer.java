package io.hairspring.exposition.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one kind of place says, such as the environment: each setting at most once. */
final class ConfigLayer {
  private final KnownKeys keys;
  private final Map<String, GivenValue> values = new LinkedHashMap<>();

  ConfigLayer(KnownKeys keys) {
    this.keys = keys;
  }

  /** Returns the values by the names of their keys. */
  Map<String, GivenValue> values() {
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
    GivenValue given = new GivenValue(value.strip(), source, line);
    GivenValue other = values.put(key.name(), given);
    if (other != null) {
      throw other.givenTwice(given);
    }
  }
}
