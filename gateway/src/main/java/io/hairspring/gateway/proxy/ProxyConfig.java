package io.hairspring.gateway.proxy;

import io.hairspring.gateway.forwarded.TrustedProxies;
import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of the proxy.
 *
 * @param connectTimeout how long a connection may take to open, and a request may wait for one
 * @param responseTimeout how long an upstream may be silent, before its answer and within it
 * @param maxConnections how many connections one upstream gets, at least 1
 * @param maxWaiting how many requests may wait for a connection to one upstream, at least 0
 * @param trustedProxies who is believed what it says of others
 * @param headLimits how large the head of a request may be
 */
public record ProxyConfig(
    Duration connectTimeout,
    Duration responseTimeout,
    int maxConnections,
    int maxWaiting,
    TrustedProxies trustedProxies,
    HeadLimits headLimits) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a bound is out of its range
   */
  public ProxyConfig {
    if (connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "connectTimeout must be at least 1 ms, was " + connectTimeout);
    }
    if (responseTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "responseTimeout must be at least 1 ms, was " + responseTimeout);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "maxConnections must be at least 1, was " + maxConnections);
    }
    if (maxWaiting < 0) {
      throw new IllegalArgumentException("maxWaiting must not be negative, was " + maxWaiting);
    }
    Objects.requireNonNull(trustedProxies, "trustedProxies");
    Objects.requireNonNull(headLimits, "headLimits");
  }

  /** Creates one that trusts nobody, with the limits of heads that are usual. */
  public ProxyConfig(
      Duration connectTimeout, Duration responseTimeout, int maxConnections, int maxWaiting) {
    this(
        connectTimeout,
        responseTimeout,
        maxConnections,
        maxWaiting,
        TrustedProxies.NONE,
        HeadLimits.DEFAULTS);
  }
}
