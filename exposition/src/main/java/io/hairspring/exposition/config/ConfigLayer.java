package io.hairspring.exposition.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one kind of place says, such as the environment: each setting at most once. */
final class ConfigLayer {
  private final KnownKeys keys;
  private final boolean blankIsNone;
  private final Map<String, GivenValue> values = new LinkedHashMap<>();

  /** Creates an empty one; {@code blankIsNone} if a blank value there means that none is given. */
  ConfigLayer(KnownKeys keys, boolean blankIsNone) {
    this.keys = keys;
    this.blankIsNone = blankIsNone;
  }

  /** Returns the values by the names of their keys. */
  Map<String, GivenValue> values() {
    return values;
  }

  /**
   * Takes a value.
   *
   * @param source what to call the place it came from
   * @param name any of the key's names
   * @throws ConfigException if the key is not known, or was given under another name
   */
  void put(String source, String name, String value) {
    ConfigKey key = keys.given(source, name);
    Objects.requireNonNull(value, () -> "value of " + source + " must not be null");
    // Set to nothing is how a shell or a manifest says "not set".
    if (blankIsNone && value.isBlank()) {
      return;
    }
    GivenValue other = values.put(key.name(), new GivenValue(value.strip(), source));
    if (other != null && !other.source().equals(source)) {
      throw new ConfigException(
          other.source() + " and " + source + ": expected one of them, were both");
    }
  }
}
