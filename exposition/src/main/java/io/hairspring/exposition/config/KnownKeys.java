package io.hairspring.exposition.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The keys that may be given, by all that they may be called. Immutable. */
final class KnownKeys {
  private final Map<String, ConfigKey> byName = new LinkedHashMap<>();

  /**
   * Gathers keys.
   *
   * @throws IllegalArgumentException if two of them share a name
   */
  KnownKeys(List<ConfigKey> keys) {
    for (ConfigKey key : Objects.requireNonNull(keys, "keys")) {
      Objects.requireNonNull(key, "keys must not hold null");
      key.names().forEach(name -> add(name, key));
    }
  }

  private void add(String name, ConfigKey key) {
    if (byName.put(name, key) != null) {
      throw new IllegalArgumentException("key \"" + name + "\" stands twice; expected each once");
    }
  }

  /** Returns each key once, in their order. */
  Stream<ConfigKey> all() {
    return byName.values().stream().distinct();
  }

  /**
   * Returns the key of this name that may be given here, which may have another default.
   *
   * @throws IllegalArgumentException if there is none
   */
  ConfigKey known(ConfigKey asked) {
    ConfigKey key = byName.get(Objects.requireNonNull(asked, "key").name());
    if (key == null) {
      throw new IllegalArgumentException(
          "no key \"" + asked.name() + "\"; expected one of " + byName.keySet());
    }
    return key;
  }

  /** Returns whether a key may be called so, however it is spelled. */
  boolean knows(String name) {
    return byName.containsKey(ConfigKey.plain(name));
  }

  /**
   * Returns the key that somebody gave a value for.
   *
   * @param source what to call the place
   * @throws ConfigException if there is none; it says which was probably meant
   */
  ConfigKey given(String source, String name) {
    Objects.requireNonNull(name, "name");
    ConfigKey key = byName.get(ConfigKey.plain(name));
    if (key == null) {
      throw new ConfigException(source + ": unknown; " + hint(name));
    }
    return key;
  }

  private String hint(String name) {
    String near = NearestName.to(ConfigException.shown(ConfigKey.plain(name)), byName.keySet());
    return near == null
        ? "expected one of " + String.join(", ", byName.keySet())
        : "did you mean " + near + "?";
  }
}
