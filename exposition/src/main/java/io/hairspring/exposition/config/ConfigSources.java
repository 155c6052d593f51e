package io.hairspring.exposition.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the places where settings stand: properties and environment variables. */
final class ConfigSources {
  private static final Logger LOGGER = System.getLogger(ConfigSources.class.getName());
  private static final String PREFIX = "HAIRSPRING_";

  // Read without the prefix as well: what other programs of a system are told where it is.
  private static final String VICTORIAMETRICS_URL = "VICTORIAMETRICS_URL";

  private ConfigSources() {}

  /** Puts what properties say into {@code layer}, in the order of their names. */
  static void readProperties(String place, Properties properties, ConfigLayer layer) {
    Objects.requireNonNull(properties, "properties");
    for (String name : new TreeMap<>(properties).keySet().toArray(String[]::new)) {
      layer.put(ConfigException.shown(name) + " in " + place, name, properties.getProperty(name));
    }
  }

  /**
   * Puts what the variables of the prefix say into {@code layer}, in the order of their names.
   * Passes over those that Kubernetes makes, and says so. Takes {@code VICTORIAMETRICS_URL} unless
   * a variable of the prefix says where to ask.
   */
  static void readVariables(Map<String, String> variables, ConfigLayer layer) {
    Objects.requireNonNull(variables, "variables");
    variables.keySet().forEach(name -> Objects.requireNonNull(name, "name of a variable"));
    List<String> links = new ArrayList<>();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (!name.startsWith(PREFIX)) {
                return;
              }
              String setting = name.substring(PREFIX.length());
              if (layer.knows(setting)
                  ? ServiceLinks.isUrl(name, value)
                  : ServiceLinks.is(name, value)) {
                links.add(ConfigException.shown(name));
              } else {
                layer.put(ConfigException.shown(name), setting, value);
              }
            });
    String url = variables.getOrDefault(VICTORIAMETRICS_URL, "");
    if (!url.isBlank() && layer.isFree(VICTORIAMETRICS_URL)) {
      layer.put(VICTORIAMETRICS_URL, VICTORIAMETRICS_URL, url);
    }
    if (!links.isEmpty()) {
      LOGGER.log(
          Level.INFO,
          "no settings, but variables that Kubernetes makes for its services"
              + " (enableServiceLinks: false leaves them out): "
              + String.join(", ", links));
    }
  }
}
