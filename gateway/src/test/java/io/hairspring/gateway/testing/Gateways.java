package io.hairspring.gateway.testing;

import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.Objective;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gateways on free ports. */
public final class Gateways {
  /** The reset token of every gateway here. */
  public static final String TOKEN = "token-of-the-tests";

  /** Bounds that no test should meet by chance. */
  public static final ProxyConfig GENEROUS =
      new ProxyConfig(Duration.ofSeconds(20), Duration.ofSeconds(60), 1_000, 1_000);

  private static final int MAX_CONNECTIONS = 4_096;

  private Gateways() {}

  public static Gateway to(URI upstream) {
    return to(upstream, GENEROUS);
  }

  public static Gateway to(URI upstream, ProxyConfig proxy) {
    return Gateway.start(config(List.of(Route.of("/up", upstream)), proxy));
  }

  public static GatewayConfig config(List<Route> routes, ProxyConfig proxy) {
    return config(routes, proxy, GatewayConfig.Recording.DIRECT);
  }

  public static GatewayConfig config(
      List<Route> routes, ProxyConfig proxy, GatewayConfig.Recording recording) {
    return config(routes, proxy, recording, Map.of());
  }

  /** Returns the same, with objectives. */
  public static GatewayConfig with(GatewayConfig config, Objective... objectives) {
    return new GatewayConfig(
        config.host(),
        config.port(),
        config.maxConnections(),
        config.routes(),
        config.demoRatePerSecond(),
        config.recording(),
        new GatewayConfig.Exposure(config.metrics().config(), TOKEN, List.of(objectives)),
        config.proxy());
  }

  /** Returns a configuration with these settings of its metrics. */
  public static GatewayConfig config(
      List<Route> routes,
      ProxyConfig proxy,
      GatewayConfig.Recording recording,
      Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("metrics-port", "0");
    return new GatewayConfig(
        "127.0.0.1",
        0,
        MAX_CONNECTIONS,
        routes,
        0,
        recording,
        new GatewayConfig.Exposure(HairspringConfig.load(null, Map.of(), all), TOKEN),
        proxy);
  }
}
