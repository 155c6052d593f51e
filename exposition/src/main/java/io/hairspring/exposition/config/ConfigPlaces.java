package io.hairspring.exposition.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the places where settings stand: properties files and environment variables. */
final class ConfigPlaces {
  private static final String PREFIX = "HAIRSPRING_";
  private static final String OF_KUBERNETES =
      PREFIX + "(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP)(_.*)?)";

  private ConfigPlaces() {}

  /**
   * Puts what a properties file in UTF-8 says into {@code layer}.
   *
   * @throws ConfigException if it cannot be read, or has a key that nobody knows
   */
  static void readFile(Path path, ConfigLayer layer) {
    Objects.requireNonNull(path, "path");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new ConfigException(
          path
              + ": expected a readable properties file in UTF-8; "
              + unreadable.getClass().getSimpleName()
              + ": "
              + unreadable.getMessage());
    }
    readProperties(path.toString(), properties, layer);
  }

  /** Puts what properties say into {@code layer}, in the order of their names. */
  static void readProperties(String place, Properties properties, ConfigLayer layer) {
    Objects.requireNonNull(properties, "properties");
    for (String name : new TreeMap<>(properties).keySet().toArray(String[]::new)) {
      layer.put(name + " in " + place, name, properties.getProperty(name));
    }
  }

  /** Puts what the variables of the prefix say into {@code layer}, in the order of their names. */
  static void readVariables(Map<String, String> variables, ConfigLayer layer) {
    Objects.requireNonNull(variables, "variables");
    variables.keySet().forEach(name -> Objects.requireNonNull(name, "name of a variable"));
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !isOfKubernetes(name, value)) {
                layer.put(name, name.substring(PREFIX.length()), value);
              }
            });
  }

  /** Returns whether Kubernetes made the variable for a service that is called hairspring. */
  private static boolean isOfKubernetes(String name, String value) {
    return name.matches(OF_KUBERNETES)
        || (name.equals(PREFIX + "PORT") && value.matches("(tcp|udp)://.*"));
  }
}
