package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigException;
import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.GatewayConfig.Exposure;
import io.hairspring.gateway.GatewayConfig.Operation;
import io.hairspring.gateway.GatewayConfig.Recording;
import io.hairspring.gateway.Objective;
import io.hairspring.gateway.forwarded.TrustedProxies;
import io.hairspring.gateway.proxy.HeadLimits;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Turns settings into a configuration, or says which of them cannot be used and why. */
final class ConfigReader {
  private static final int DEFAULT_DEMO_RATE = 50;
  private static final int HIGHEST_DEMO_RATE = 10_000;
  private static final int MOST_CONNECTIONS = 60_000;
  private static final int MOST_CLIENT_CONNECTIONS = 100_000;
  private static final int LONGEST_SECONDS = 3_600;
  private static final int LEAST_HEADER_BYTES = 1_024;
  private static final int MOST_OF_A_HEAD = 1_000_000;
  private static final int TOKEN_BYTES = 24;

  private final ConfigSettings settings;

  private ConfigReader(ConfigSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads all settings.
   *
   * @throws ConfigException if one cannot be used, or not together with another
   */
  static GatewayConfig read(ConfigSettings settings) {
    return new ConfigReader(settings).read();
  }

  private GatewayConfig read() {
    List<Route> routes = routes();
    int connections = settings.number(GatewayKeys.MAX_CONNECTIONS, 1, MOST_CONNECTIONS);
    String host = settings.host(GatewayKeys.HOST);
    int port = settings.port(GatewayKeys.PORT);
    Exposure metrics = exposure(ObjectiveTexts.read(settings, GatewayKeys.SLO, routes));
    if (metrics != null && port != 0 && metrics.port() == port && metrics.host().equals(host)) {
      throw new ConfigException(
          place(GatewayKeys.PORT)
              + " and "
              + place(HairspringConfig.PORT)
              + ": expected two different ports, were both "
              + port);
    }
    return new GatewayConfig(
        host,
        port,
        settings.number(GatewayKeys.MAX_CLIENT_CONNECTIONS, 1, MOST_CLIENT_CONNECTIONS),
        routes,
        demoRate(routes),
        recording(),
        metrics,
        new ProxyConfig(
            settings.time(GatewayKeys.CONNECT_TIMEOUT, 1, LONGEST_SECONDS),
            settings.time(GatewayKeys.RESPONSE_TIMEOUT, 1, LONGEST_SECONDS),
            connections,
            connections,
            trustedProxies(),
            new HeadLimits(
                settings.number(GatewayKeys.MAX_HEADER_BYTES, LEAST_HEADER_BYTES, MOST_OF_A_HEAD),
                settings.number(GatewayKeys.MAX_HEADERS, 1, MOST_OF_A_HEAD),
                settings.number(GatewayKeys.MAX_QUERY_PARAMETERS, 1, MOST_OF_A_HEAD))),
        operation());
  }

  private TrustedProxies trustedProxies() {
    String given = settings.get(GatewayKeys.TRUSTED_PROXIES);
    if (given == null || given.isBlank()) {
      return TrustedProxies.NONE;
    }
    try {
      return new TrustedProxies(List.of(given.strip().split("[,\\s]+", -1)));
    } catch (IllegalArgumentException e) {
      throw settings.bad(
          GatewayKeys.TRUSTED_PROXIES, "addresses and networks such as 10.0.0.0/8,::1");
    }
  }

  private Operation operation() {
    Duration drainDelay = settings.time(GatewayKeys.DRAIN_DELAY, 0, LONGEST_SECONDS);
    Duration lastScrapeWait =
        settings.has(GatewayKeys.LAST_SCRAPE_WAIT)
            ? settings.time(GatewayKeys.LAST_SCRAPE_WAIT, 0, LONGEST_SECONDS)
            : drainDelay;
    try {
      return new Operation(drainDelay, lastScrapeWait, settings.get(GatewayKeys.UPSTREAM_CHECK));
    } catch (IllegalArgumentException notPath) {
      throw settings.bad(GatewayKeys.UPSTREAM_CHECK, "a path such as /health");
    }
  }

  /** Returns whether lines are printed as JSON. */
  static boolean jsonLog(ConfigSettings settings) {
    return switch (settings.get(GatewayKeys.LOG_FORMAT).toLowerCase(Locale.ROOT)) {
      case "text" -> false;
      case "json" -> true;
      default -> throw settings.bad(GatewayKeys.LOG_FORMAT, "text or json");
    };
  }

  private String place(ConfigKey key) {
    return settings.has(key) ? settings.source(key) : "--" + key.name();
  }

  private Exposure exposure(List<Objective> objectives) {
    HairspringConfig config = HairspringConfig.read(settings);
    return settings.flag(GatewayKeys.NO_METRICS) || !config.collector().enabled()
        ? null
        : new Exposure(config, token(), objectives);
  }

  private int demoRate(List<Route> routes) {
    if (settings.has(GatewayKeys.DEMO_RATE)) {
      return settings.number(GatewayKeys.DEMO_RATE, 0, HIGHEST_DEMO_RATE);
    }
    return routes.isEmpty() ? DEFAULT_DEMO_RATE : 0;
  }

  private List<Route> routes() {
    String upstream = settings.get(GatewayKeys.UPSTREAM);
    String given = settings.get(GatewayKeys.ROUTE);
    if (upstream != null && given != null) {
      throw new ConfigException(
          settings.source(GatewayKeys.UPSTREAM)
              + " and "
              + settings.source(GatewayKeys.ROUTE)
              + ": expected one of them, were both");
    }
    if (upstream != null) {
      return List.of(route(GatewayKeys.UPSTREAM, "/", upstream, upstream));
    }
    if (given == null) {
      return List.of();
    }
    List<Route> routes = new ArrayList<>();
    for (String text : given.split("\\s+", -1)) {
      int equals = text.indexOf('=');
      if (!text.startsWith("/") || equals < 0) {
        throw new ConfigException(
            settings.source(GatewayKeys.ROUTE),
            "/prefix=URL, such as /ai=http://host:8080/v1",
            text);
      }
      String prefix = text.substring(0, equals);
      boolean slash = prefix.length() > 1 && prefix.endsWith("/");
      Route route =
          route(
              GatewayKeys.ROUTE,
              slash ? prefix.substring(0, prefix.length() - 1) : prefix,
              text.substring(equals + 1),
              text);
      if (routes.stream().anyMatch(other -> other.prefix().equals(route.prefix()))) {
        throw new ConfigException(
            settings.source(GatewayKeys.ROUTE), "each prefix once", route.prefix() + " again");
      }
      routes.add(route);
    }
    return routes;
  }

  private Route route(ConfigKey key, String prefix, String url, String text) {
    try {
      return Route.of(prefix, new URI(url));
    } catch (URISyntaxException | IllegalArgumentException e) {
      String expected = "a http or https URL with a host and no query, such as http://host:8080/v1";
      throw text.indexOf('@') < 0
          ? new ConfigException(settings.source(key), expected, text)
          : new ConfigException( // without the value: it may hold a password
              settings.source(key) + ": expected " + expected + ", and no user");
    }
  }

  /** Returns the token that was given, or a random one. */
  private String token() {
    String token = settings.get(HairspringConfig.RESET_TOKEN);
    if (token != null) {
      return token;
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Recording recording() {
    return switch (settings.get(GatewayKeys.RECORD).toLowerCase(Locale.ROOT)) {
      case "direct" -> Recording.DIRECT;
      case "ring" -> Recording.RING;
      default -> throw settings.bad(GatewayKeys.RECORD, "direct or ring");
    };
  }
}
