package io.hairspring.gateway.cli;

import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.GatewayConfig.Exposure;
import io.hairspring.gateway.GatewayConfig.Recording;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.proxy.Route;
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
  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_METRICS_PORT = 9464;
  private static final int HIGHEST_PORT = 65_535;
  private static final int DEFAULT_DEMO_RATE = 50;
  private static final int HIGHEST_DEMO_RATE = 10_000;
  private static final int DEFAULT_CONNECTIONS = 1_024;
  private static final int MOST_CONNECTIONS = 60_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int TOKEN_BYTES = 24;

  private final Settings settings;

  private ConfigReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads all settings.
   *
   * @throws BadValueException if one cannot be used, or not together with another
   */
  static GatewayConfig read(Settings settings) {
    return new ConfigReader(settings).read();
  }

  private GatewayConfig read() {
    List<Route> routes = routes();
    int connections = number("--max-connections", 1, MOST_CONNECTIONS, DEFAULT_CONNECTIONS);
    String host = host("--host");
    int port = number("--port", 0, HIGHEST_PORT, DEFAULT_PORT);
    Exposure metrics =
        isSet("--no-metrics")
            ? null
            : new Exposure(
                host("--metrics-host"),
                number("--metrics-port", 0, HIGHEST_PORT, DEFAULT_METRICS_PORT),
                token());
    if (metrics != null && port != 0 && metrics.port() == port && metrics.host().equals(host)) {
      throw new BadValueException(
          "--port and --metrics-port: expected two different ports, were both " + port);
    }
    return new GatewayConfig(
        host,
        port,
        routes,
        number("--demo-rate", 0, HIGHEST_DEMO_RATE, routes.isEmpty() ? DEFAULT_DEMO_RATE : 0),
        recording(),
        metrics,
        new ProxyConfig(
            time("--connect-timeout", CONNECT_TIMEOUT),
            time("--response-timeout", RESPONSE_TIMEOUT),
            connections,
            connections));
  }

  private List<Route> routes() {
    String upstream = settings.get("--upstream");
    String given = settings.get("--route");
    if (upstream != null && given != null) {
      throw new BadValueException(
          settings.source("--upstream")
              + " and "
              + settings.source("--route")
              + ": expected one of them, were both");
    }
    if (upstream != null) {
      return List.of(route("--upstream", "/", upstream, upstream));
    }
    if (given == null) {
      return List.of();
    }
    List<Route> routes = new ArrayList<>();
    for (String text : given.split("\\s+", -1)) {
      int equals = text.indexOf('=');
      if (!text.startsWith("/") || equals < 0) {
        throw new BadValueException(
            settings.source("--route"), "/prefix=URL, such as /ai=http://host:8080/v1", text);
      }
      String prefix = text.substring(0, equals);
      boolean slash = prefix.length() > 1 && prefix.endsWith("/");
      Route route =
          route(
              "--route",
              slash ? prefix.substring(0, prefix.length() - 1) : prefix,
              text.substring(equals + 1),
              text);
      if (routes.stream().anyMatch(other -> other.prefix().equals(route.prefix()))) {
        throw new BadValueException(
            settings.source("--route"), "each prefix once", route.prefix() + " again");
      }
      routes.add(route);
    }
    return routes;
  }

  private Route route(String flag, String prefix, String url, String text) {
    try {
      return Route.of(prefix, new URI(url));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new BadValueException(
          settings.source(flag),
          "a http or https URL with a host and no query, such as http://host:8080/v1",
          text);
    }
  }

  private String host(String flag) {
    String host = settings.get(flag);
    if (host == null) {
      return LOOPBACK;
    }
    if (!host.matches("[0-9A-Za-z._:%-]+")) {
      throw new BadValueException(settings.source(flag), "an address or a host name", host);
    }
    return host;
  }

  private String token() {
    String token = settings.get("--reset-token");
    if (token == null) {
      byte[] bytes = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
    if (!token.matches("[!-~]+")) {
      // Without the value: it is meant to be a secret.
      throw new BadValueException(
          settings.source("--reset-token") + ": expected visible ASCII characters without blanks");
    }
    return token;
  }

  private Recording recording() {
    String text = settings.get("--record");
    if (text == null) {
      return Recording.DIRECT;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "direct" -> Recording.DIRECT;
      case "ring" -> Recording.RING;
      default -> throw new BadValueException(settings.source("--record"), "direct or ring", text);
    };
  }

  private boolean isSet(String flag) {
    String text = settings.get(flag);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new BadValueException(settings.source(flag), "true or false", text);
    };
  }

  private int number(String flag, int lowest, int highest, int otherwise) {
    String text = settings.get(flag);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    }
    throw new BadValueException(
        settings.source(flag), "a number from " + lowest + " to " + highest, text);
  }

  private Duration time(String flag, Duration otherwise) {
    String text = settings.get(flag);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}(ms|s)?")) {
      boolean millis = text.endsWith("ms");
      long number = Long.parseLong(text.replaceAll("[ms]", ""));
      Duration time = millis ? Duration.ofMillis(number) : Duration.ofSeconds(number);
      if (!time.isZero() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    }
    throw new BadValueException(
        settings.source(flag), "a time from 1ms to 3600s, such as 500ms or 5s", text);
  }
}
