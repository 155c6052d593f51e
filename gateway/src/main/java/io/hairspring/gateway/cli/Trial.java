package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigException;
import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.Gateway;
import java.time.Duration;
import java.util.Map;

/**
 * Finds out whether a gateway's metrics may have a prefix and labels: what they are is known where
 * they are made. So a gateway is started on free ports of loopback, and stopped at once. One with
 * neither is not tried.
 */
final class Trial {
  private static final Map<String, String> INSTEAD =
      Map.of(
          "host", "127.0.0.1",
          "port", "0",
          "metrics-host", "127.0.0.1",
          "metrics-port", "0",
          "demo-rate", "0",
          "config", "",
          "tsdb-url", "",
          "metrics-tls-key-store", "",
          "metrics-tls-password", "");

  private Trial() {}

  /**
   * Tries settings that were read.
   *
   * @throws ConfigException if the prefix or the labels cannot be used
   */
  static void judge(ConfigSettings settings) {
    boolean labels = settings.has(HairspringConfig.LABELS);
    if (!labels && !settings.has(HairspringConfig.PREFIX)) {
      return;
    }
    if (canStart(settings, null)) {
      return;
    }
    if (labels && canStart(settings, HairspringConfig.LABELS)) {
      throw settings.bad(HairspringConfig.LABELS, "labels that no metric has of its own");
    }
    throw settings.bad(HairspringConfig.PREFIX, "one with which each metric has a name of its own");
  }

  /** Returns whether the metrics of these settings, without one of them, can be made. */
  private static boolean canStart(ConfigSettings settings, ConfigKey without) {
    ConfigSettings.Builder trial = ConfigSettings.builder(GatewayKeys.ALL);
    for (ConfigKey key : GatewayKeys.ALL) {
      String value = INSTEAD.getOrDefault(key.name(), settings.has(key) ? settings.get(key) : "");
      if (!value.isEmpty() && !key.equals(without)) {
        trial.set(settings.source(key), key.name(), value);
      }
    }
    try {
      Gateway.start(ConfigReader.read(trial.build())).stop(Duration.ZERO);
      return true;
    } catch (IllegalArgumentException taken) {
      return false;
    }
  }
}
