package io.hairspring.exposition.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they were given: each from code, or else from its environment variable, or else from
 * a file, or else what its key says. A blank value is an empty list, and refused by all that reads
 * something else. Immutable. Asking for a key that is none of the builder's throws {@link
 * IllegalArgumentException}.
 *
 * <pre>{@code
 * ConfigSettings.builder(HairspringConfig.KEYS)
 *     .file(Path.of("metrics.properties"))
 *     .environment(System.getenv())
 *     .set("metrics-port", "9090")
 *     .build();
 * }</pre>
 */
public final class ConfigSettings {
  private static final int HIGHEST_PORT = 65_535;

  private final KnownKeys keys;
  private final Map<String, ConfigLayer.Given> given; // by the names of their keys

  private ConfigSettings(Builder builder) {
    keys = builder.keys;
    given = new TreeMap<>(builder.otherwise.values());
    given.putAll(builder.file.values());
    given.putAll(builder.environment.values());
    given.putAll(builder.code.values());
  }

  /** Returns a builder of settings that may be these. */
  public static Builder builder(List<ConfigKey> keys) {
    return new Builder(keys);
  }

  /** Returns whether somebody gave a value. */
  public boolean has(ConfigKey key) {
    return given(key) != null;
  }

  /** Returns a value, without blanks around it; null if there is none. */
  public @Nullable String get(ConfigKey key) {
    ConfigLayer.Given value = given(key);
    if (value != null) {
      return value.value();
    }
    String otherwise = keys.known(key).otherwise();
    return otherwise.isEmpty() ? null : otherwise;
  }

  /** Returns what to call the place that a value came from, such as its variable. */
  public String source(ConfigKey key) {
    ConfigLayer.Given value = given(key);
    return value == null ? key.name() : value.source();
  }

  private ConfigLayer.Given given(ConfigKey key) {
    return given.get(keys.known(key).name());
  }

  /**
   * Returns whether a value says yes; false if there is none.
   *
   * @throws ConfigException if it says neither yes nor no
   */
  public boolean flag(ConfigKey key) {
    String text = get(key);
    return text != null && read(key, ValueTexts.flag(text), "true or false");
  }

  /**
   * Returns a whole number.
   *
   * @throws ConfigException if it is none or out of its range, or there is none
   */
  public int number(ConfigKey key, int lowest, int highest) {
    String text = get(key);
    Integer number = text == null ? null : ValueTexts.number(text, lowest, highest);
    return read(key, number, "a number from " + lowest + " to " + highest);
  }

  /**
   * Returns a port, 0 for any free one.
   *
   * @throws ConfigException if it is none
   */
  public int port(ConfigKey key) {
    return number(key, 0, HIGHEST_PORT);
  }

  /**
   * Returns the address or the name of a host.
   *
   * @throws ConfigException if it is none, or there is none
   */
  public String host(ConfigKey key) {
    String host = get(key);
    if (host == null || !ValueTexts.isHost(host)) {
      throw bad(key, "an address or a host name");
    }
    return host;
  }

  /**
   * Returns a time; zero if there is none.
   *
   * @param leastMillis the shortest, in milliseconds
   * @param mostSeconds the longest, in seconds
   * @throws ConfigException if it is none or out of its range
   */
  public Duration time(ConfigKey key, int leastMillis, int mostSeconds) {
    String text = get(key);
    if (text == null) {
      return Duration.ZERO;
    }
    return read(
        key,
        ValueTexts.time(text, leastMillis, mostSeconds),
        "a time from " + leastMillis + "ms to " + mostSeconds + "s, such as 500ms or 5s");
  }

  /**
   * Returns numbers that are separated by commas or blanks; none if there is no value.
   *
   * @throws ConfigException if they are no numbers above 0 that increase, at most 500
   */
  public double[] increasing(ConfigKey key) {
    return read(
        key,
        ValueTexts.increasing(list(key)),
        "numbers above 0 that increase, at most 500, such as 0.01,0.1,1");
  }

  /**
   * Returns which words of a few were chosen, capital or small letters alike; none if there is no
   * value.
   *
   * @throws ConfigException if one of them is none of these
   */
  public <W extends Enum<W>> Set<W> choices(ConfigKey key, Class<W> words) {
    List<String> given = list(key);
    if (!Objects.requireNonNull(words, "words").isEnum()) {
      throw new IllegalArgumentException(
          "words must be those of an enum, were of " + words.getName());
    }
    String all = EnumSet.allOf(words).toString().toLowerCase(Locale.ROOT);
    return read(
        key, ValueTexts.choices(given, words), "any of " + all.substring(1, all.length() - 1));
  }

  /** Returns what is separated by commas or blanks, in its order; none if there is no value. */
  public List<String> list(ConfigKey key) {
    String text = get(key);
    return text == null ? List.of() : ValueTexts.list(text);
  }

  /**
   * Returns pairs such as {@code region=eu,zone=a}, in their order; none if there is no value.
   *
   * @throws ConfigException if one of them is none, or a name stands twice
   */
  public Map<String, String> pairs(ConfigKey key) {
    String text = get(key);
    return read(
        key,
        text == null ? Map.of() : ValueTexts.pairs(text),
        "name=value pairs with each name once, such as region=eu,zone=a");
  }

  /** Returns what was read of a value, unless it was nothing that was expected. */
  private <T> T read(ConfigKey key, T value, String expected) {
    if (value == null) {
      throw bad(key, expected);
    }
    return value;
  }

  /** Returns the refusal of a value; without the value, if it is a secret. */
  public ConfigException bad(ConfigKey key, String expected) {
    String value = get(key);
    if (value == null) {
      return new ConfigException(source(key) + ": expected " + expected + ", was not given");
    }
    return key.secret()
        ? new ConfigException(source(key) + ": expected " + expected)
        : new ConfigException(source(key), expected, value);
  }

  /**
   * Returns all keys with their values and where these came from, as a properties file that reads
   * back as the same settings. Secrets are left out; a comment says that they were given.
   */
  public String print() {
    return new ConfigPrint(this).of(keys);
  }

  /** Gathers settings. Not thread-safe; the order of calls does not matter. */
  public static final class Builder {
    private final KnownKeys keys;
    private final ConfigLayer otherwise;
    private final ConfigLayer file;
    private final ConfigLayer environment;
    private final ConfigLayer code;

    private Builder(List<ConfigKey> known) {
      keys = new KnownKeys(known);
      otherwise = new ConfigLayer(keys);
      file = new ConfigLayer(keys);
      environment = new ConfigLayer(keys);
      code = new ConfigLayer(keys);
    }

    /**
     * Takes what a properties file in UTF-8 says, with or without a byte order mark.
     *
     * @throws ConfigException if it cannot be read, has a key that nobody knows, or one twice
     */
    public Builder file(Path path) {
      ConfigFile.read(path, file);
      return this;
    }

    /**
     * Takes what properties say.
     *
     * @param place what to call them, such as the name of their file
     * @throws ConfigException if one of them is not known, or given twice, under whatever names
     */
    public Builder properties(String place, Properties properties) {
      ConfigSources.readProperties(place, properties, file);
      return this;
    }

    /**
     * Takes the variables whose names start with {@code HAIRSPRING_}. Those that Kubernetes makes
     * for a service whose name starts so are no settings: they are passed over, and a line of the
     * log names them.
     *
     * @throws ConfigException if one of them is not known, or given twice, under whatever names
     */
    public Builder environment(Map<String, String> variables) {
      ConfigSources.readVariables(variables, environment);
      return this;
    }

    /**
     * Takes what a host wants where nobody says anything, such as {@code metrics-port} 9090 in
     * place of 9464.
     *
     * @throws ConfigException if the key is not known, or given under two names
     */
    public Builder otherwise(String name, String value) {
      otherwise.put("default of " + name, name, value);
      return this;
    }

    /**
     * Takes a value from code.
     *
     * @throws ConfigException if the key is not known, or given twice, under whatever names
     */
    public Builder set(String name, String value) {
      return set(name, name, value);
    }

    /** Takes a value from code that came from elsewhere, such as a flag, which errors then name. */
    public Builder set(String source, String name, String value) {
      code.put(source, name, value);
      return this;
    }

    /** Puts the settings together. */
    public ConfigSettings build() {
      return new ConfigSettings(this);
    }
  }
}
