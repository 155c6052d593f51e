package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigException;
import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.gateway.Objective;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.upstream.Provider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads objectives: {@code route=/ai,latency=250ms,objective=99.9}, several between blanks. */
final class ObjectiveTexts {
  private static final ConfigKey ROUTE = ConfigKey.of("route", "/");
  private static final ConfigKey LATENCY = ConfigKey.of("latency", "");
  private static final ConfigKey SHARE = ConfigKey.of("objective", "");
  private static final ConfigKey NAME = ConfigKey.of("name", "");
  private static final List<ConfigKey> PARTS = List.of(ROUTE, LATENCY, SHARE, NAME);

  private static final String WHOLE =
      "objectives such as route=/ai,latency=250ms,objective=99.9, of which objective alone must be";
  private static final int LONGEST_SECONDS = 3_600;
  private static final int LONGEST_NAME = 200;
  private static final int MOST = 100;

  private ObjectiveTexts() {}

  /**
   * Reads what a setting says; none if nobody gave it.
   *
   * @param routes those of the gateway; empty for the embedded upstream's
   * @throws ConfigException if an objective cannot be used, no request could count for it, or two
   *     have one name
   */
  static List<Objective> read(ConfigSettings settings, ConfigKey key, List<Route> routes) {
    if (!settings.has(key)) {
      return List.of();
    }
    List<String> prefixes =
        routes.isEmpty()
            ? Arrays.stream(Provider.values()).map(provider -> "/" + provider.label()).toList()
            : routes.stream().map(Route::prefix).toList();
    List<Objective> objectives = new ArrayList<>();
    for (String text : settings.get(key).split("\\s+", -1)) {
      Objective objective = one(settings, key, text, prefixes);
      if (objectives.stream().anyMatch(other -> other.name().equals(objective.name()))) {
        throw new ConfigException(
            settings.source(key), "each name once", objective.name() + " again");
      }
      objectives.add(objective);
    }
    if (objectives.size() > MOST) {
      throw new ConfigException(
          settings.source(key), "at most " + MOST + " objectives", objectives.size() + " of them");
    }
    return objectives;
  }

  private static Objective one(
      ConfigSettings settings, ConfigKey key, String text, List<String> prefixes) {
    String source = settings.source(key);
    ConfigSettings.Builder given = ConfigSettings.builder(PARTS);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (!part.matches("(?s)[A-Za-z]+=.*")) {
        throw new ConfigException(source, WHOLE, text);
      }
      String name = part.substring(0, equals);
      given.set(source + " " + ConfigException.shown(name), name, part.substring(equals + 1));
    }
    ConfigSettings parts = given.build();
    if (!parts.has(SHARE)) {
      throw new ConfigException(source, WHOLE, text);
    }
    String route = route(parts, prefixes);
    Duration bound = parts.has(LATENCY) ? parts.time(LATENCY, 1, LONGEST_SECONDS) : null;
    return new Objective(name(parts, route), route, share(parts), bound);
  }

  private static String route(ConfigSettings parts, List<String> prefixes) {
    String given = parts.get(ROUTE);
    String route =
        given.length() > 1 && given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    if (!route.matches("/[!-~]*") || route.matches("/.*/|.*[?#].*")) {
      throw parts.bad(ROUTE, "a path such as /ai");
    }
    if (prefixes.stream().noneMatch(prefix -> meet(route, prefix))) {
      throw parts.bad(ROUTE, "a path at or below one of " + String.join(", ", prefixes));
    }
    return route;
  }

  private static boolean meet(String path, String prefix) {
    return Objective.isBelow(path, prefix) || Objective.isBelow(prefix, path);
  }

  /** Returns a share of percent, read as decimals so that 99.9 is 0.999. */
  private static double share(ConfigSettings parts) {
    String text = parts.get(SHARE);
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (!digits.matches("[0-9]{1,2}(\\.[0-9]{1,6})?") || !digits.matches(".*[1-9].*")) {
      throw parts.bad(SHARE, "percent above 0 and below 100, such as 99.9");
    }
    return new BigDecimal(digits).movePointLeft(2).doubleValue();
  }

  /** Returns the name that was given, or the route with its bound. */
  private static String name(ConfigSettings parts, String route) {
    if (!parts.has(NAME)) {
      return parts.has(LATENCY) ? route + " " + parts.get(LATENCY) : route;
    }
    if (!parts.get(NAME).matches("\\P{Cc}{1," + LONGEST_NAME + "}")) {
      throw parts.bad(NAME, "a name of at most " + LONGEST_NAME + " characters");
    }
    return parts.get(NAME);
  }
}
