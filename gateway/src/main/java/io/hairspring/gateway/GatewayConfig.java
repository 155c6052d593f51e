package io.hairspring.gateway;

import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a gateway is started with. Ports may be 0 for any free one.
 *
 * @param host the address to listen on
 * @param maxConnections of clients, open at a time; at least 1
 * @param routes where requests lead; empty for the embedded upstream
 * @param demoRatePerSecond requests per second that the gateway sends itself, 0 for none
 * @param recording how requests are recorded
 * @param metrics what shows the metrics; null for a gateway that records nothing
 * @param proxy the bounds of the proxy
 * @param operation how it is watched and stopped
 */
public record GatewayConfig(
    String host,
    int port,
    int maxConnections,
    List<Route> routes,
    int demoRatePerSecond,
    Recording recording,
    Exposure metrics,
    ProxyConfig proxy,
    Operation operation) {
  /** Checks and copies. */
  public GatewayConfig {
    Objects.requireNonNull(host, "host");
    routes = List.copyOf(routes);
    Objects.requireNonNull(recording, "recording");
    Objects.requireNonNull(proxy, "proxy");
    Objects.requireNonNull(operation, "operation");
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "maxConnections must be at least 1, was " + maxConnections);
    }
    if (demoRatePerSecond < 0) {
      throw new IllegalArgumentException(
          "demoRatePerSecond must not be negative, was " + demoRatePerSecond);
    }
  }

  /** Describes a gateway that is watched and stopped as it is unless told otherwise. */
  public GatewayConfig(
      String host,
      int port,
      int maxConnections,
      List<Route> routes,
      int demoRatePerSecond,
      Recording recording,
      Exposure metrics,
      ProxyConfig proxy) {
    this(
        host,
        port,
        maxConnections,
        routes,
        demoRatePerSecond,
        recording,
        metrics,
        proxy,
        Operation.DEFAULTS);
  }

  /** Returns the same, but watched and stopped so. */
  public GatewayConfig with(Operation operation) {
    return new GatewayConfig(
        host,
        port,
        maxConnections,
        routes,
        demoRatePerSecond,
        recording,
        metrics,
        proxy,
        operation);
  }

  /** Returns whether the embedded upstream answers. */
  public boolean embeddedUpstream() {
    return routes.isEmpty();
  }

  /** Who moves the instruments of a request. */
  public enum Recording {
    /** The thread that ends the request. */
    DIRECT,
    /** The consumer of a ring, so that a scrape shows a request in all its metrics or in none. */
    RING
  }

  /**
   * How a gateway is watched and stopped.
   *
   * @param drainDelay how long it goes on as before once it is to stop, but for saying that it is
   *     not ready, so that whoever sends it clients can stop that first; 0 for not at all
   * @param lastScrapeWait how long its metrics can be scraped after its last request, unless they
   *     were scraped since
   * @param upstreamCheck the path that is asked for at every upstream to see whether it is well;
   *     null for none
   */
  public record Operation(Duration drainDelay, Duration lastScrapeWait, String upstreamCheck) {
    /** Stops at once, and judges upstreams by their answers to requests alone. */
    public static final Operation DEFAULTS = new Operation(Duration.ZERO, Duration.ZERO, null);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a time is negative, or the path does not begin with a
     *     slash
     */
    public Operation {
      if (drainDelay.isNegative() || lastScrapeWait.isNegative()) {
        throw new IllegalArgumentException(
            "times must not be negative, were " + drainDelay + " and " + lastScrapeWait);
      }
      if (upstreamCheck != null && !upstreamCheck.matches("/[!-~]*")) {
        throw new IllegalArgumentException(
            "upstreamCheck must be a path such as /health, was \"" + upstreamCheck + '"');
      }
    }
  }

  /**
   * The metrics, and the server that shows them.
   *
   * @param config what they are made with
   * @param resetToken what a caller must show to close an epoch
   * @param objectives what requests are counted for
   */
  public record Exposure(HairspringConfig config, String resetToken, List<Objective> objectives) {
    /** Checks and copies. */
    public Exposure {
      Objects.requireNonNull(config, "config");
      Objects.requireNonNull(resetToken, "resetToken");
      objectives = List.copyOf(objectives);
    }

    /** Describes one without objectives. */
    public Exposure(HairspringConfig config, String resetToken) {
      this(config, resetToken, List.of());
    }

    /** Returns the address of the server. */
    public String host() {
      return config.host();
    }

    /** Returns the port of the server. */
    public int port() {
      return config.port();
    }

    /** Leaves the token out: configurations end up in logs. */
    @Override
    public String toString() {
      return "Exposure[host=" + host() + ", port=" + port() + "]";
    }
  }
}
