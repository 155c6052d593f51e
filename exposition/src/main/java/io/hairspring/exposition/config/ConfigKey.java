package io.hairspring.exposition.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A setting that may be given. Names are written with hyphens; a dot or an underscore in their
 * place, and capital letters, mean the same.
 *
 * @param name such as {@code metrics-port}; as an environment variable {@code
 *     HAIRSPRING_METRICS_PORT}
 * @param aliases other names that mean the same
 * @param otherwise its value where nobody gives one; empty for none
 * @param secret whether its value must not be shown
 */
public record ConfigKey(String name, List<String> aliases, String otherwise, boolean secret) {
  /** Checks and copies. */
  public ConfigKey {
    Objects.requireNonNull(name, "name");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(otherwise, "otherwise");
  }

  /** Returns a key with a value where nobody gives one; empty for none. */
  public static ConfigKey of(String name, String otherwise, String... aliases) {
    return new ConfigKey(name, List.of(aliases), otherwise, false);
  }

  /** Returns a key whose value is never shown. */
  public static ConfigKey secret(String name, String... aliases) {
    return new ConfigKey(name, List.of(aliases), "", true);
  }

  /** Returns all that it may be called. */
  Stream<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream());
  }

  /** Returns a name as it is compared. */
  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }
}
