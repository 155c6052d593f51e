package io.hairspring.exposition.config;

import java.util.Arrays;
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
 * @param value what a help text calls its value, such as {@code N}
 * @param help what it is, in a sentence for a help text; empty where a command line has no flag for
 *     it
 */
public record ConfigKey(
    String name,
    List<String> aliases,
    String otherwise,
    boolean secret,
    String value,
    String help) {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a name is not of small letters and digits with hyphens
   *     between them, since nobody could give it
   */
  public ConfigKey {
    checked(name);
    Objects.requireNonNull(aliases, "aliases").forEach(ConfigKey::checked);
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(otherwise, "otherwise");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(help, "help");
  }

  /** Returns a key with a value where nobody gives one; empty for none. */
  public static ConfigKey of(String name, String otherwise, String... aliases) {
    return new ConfigKey(name, list(aliases), otherwise, false, "", "");
  }

  /** Returns a key whose value is never shown. */
  public static ConfigKey secret(String name, String... aliases) {
    return new ConfigKey(name, list(aliases), "", true, "", "");
  }

  /** Returns the same key with what a command line says of it. */
  public ConfigKey explained(String value, String help) {
    return new ConfigKey(name, aliases, otherwise, secret, value, help);
  }

  /** Returns the same key with another value where nobody gives one; empty for none. */
  public ConfigKey otherwise(String otherwise) {
    return new ConfigKey(name, aliases, otherwise, secret, value, help);
  }

  private static List<String> list(String... aliases) {
    return Arrays.asList(Objects.requireNonNull(aliases, "aliases"));
  }

  private static void checked(String name) {
    if (name == null || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "name of a key must be small letters and digits with hyphens between them, such as"
              + " metrics-port, was "
              + (name == null ? null : '"' + name + '"'));
    }
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
