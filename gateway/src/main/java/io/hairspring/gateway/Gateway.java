package io.hairspring.gateway;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthBuilder;
import io.hairspring.exposition.http.MetricsServer;
import io.hairspring.exposition.http.RequestRing;
import io.hairspring.gateway.demo.DemoTraffic;
import io.hairspring.gateway.proxy.Route;
import io.hairspring.gateway.upstream.EmbeddedUpstream;
import io.hairspring.gateway.upstream.Provider;
import io.hairspring.gateway.upstream.ReplyPlan;
import io.hairspring.runtime.RuntimeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A running gateway: a reverse proxy, and beside it the server that shows what it measures.
 *
 * <p>Closing lets requests in flight end. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final String SERVICE = "Hairspring gateway";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // last started, first stopped
  private final MetricsCollector metrics;
  private FrontServer front;
  private MetricsServer exposure; // null for a gateway that records nothing

  private Gateway(MetricsCollector metrics) {
    this.metrics = metrics;
  }

  /**
   * Starts a gateway.
   *
   * @throws UncheckedIOException if it cannot listen where it should; the message says where and
   *     why, and nothing is left running
   * @throws IllegalArgumentException if two routes have the same prefix
   */
  public static Gateway start(GatewayConfig config) {
    return start(config, ReplyPlan.lifelike(new SplittableRandom().nextLong()));
  }

  /** Starts a gateway whose embedded upstream, if it has one, replies as planned. */
  static Gateway start(GatewayConfig config, ReplyPlan plan) {
    CollectorConfig collector =
        config.metrics() == null
            ? CollectorConfig.defaults().withEnabled(false)
            : config.metrics().config().collector();
    Gateway gateway = new Gateway(MetricsCollector.create(collector));
    try {
      gateway.run(config, plan);
      return gateway;
    } catch (RuntimeException failure) {
      gateway.stopParts();
      throw failure;
    }
  }

  private void run(GatewayConfig config, ReplyPlan plan) {
    started(metrics);
    List<Route> routes = config.embeddedUpstream() ? embedded(plan) : config.routes();
    RequestRing ring = null;
    if (config.recording() == GatewayConfig.Recording.RING) {
      ring = started(RequestRing.start(metrics, EventSettings.defaults()));
    }
    front = started(FrontServer.start(config, routes, metrics, ring));
    if (config.metrics() != null) {
      exposure = started(expose(config.metrics(), ring));
    }
    if (config.demoRatePerSecond() > 0) {
      started(
          DemoTraffic.start(url(), config.demoRatePerSecond(), config.embeddedUpstream(), metrics));
    }
  }

  private List<Route> embedded(ReplyPlan plan) {
    EmbeddedUpstream upstream = started(EmbeddedUpstream.start(plan));
    return Arrays.stream(Provider.values())
        .map(provider -> Route.of("/" + provider.label(), upstream.url(provider)))
        .toList();
  }

  private MetricsServer expose(GatewayConfig.Exposure config, RequestRing ring) {
    HealthBuilder facts =
        Health.builder()
            .version(Version.current())
            .metrics(metrics)
            .every(config.config().healthInterval())
            .readyWhen("accepting", () -> !front.draining())
            .readyWhen("clock", metrics::isClockMoving);
    if (ring != null) {
      facts.readyWhen("recording", ring::isMoving);
    }
    config.config().tsdb().ifPresent(tsdb -> facts.check("tsdb", new TsdbCheck(tsdb)));
    Health health = started(facts.build());
    metrics.info(
        "gateway_build_info",
        "The gateway and the Java that runs it.",
        new TreeMap<>(Map.of("service", "gateway", "version", Version.current())));
    metrics
        .gauge("gateway_uptime_seconds", "Time since the gateway was started.")
        .register(health::uptimeSeconds);
    if (config.config().runtimeMetrics()) {
      started(RuntimeMetrics.register(metrics));
    }
    try {
      return config
          .config()
          .server(metrics)
          .resetToken(config.resetToken())
          .health(health)
          .service(SERVICE, Version.current())
          .start();
    } catch (UncheckedIOException failure) {
      throw FrontServer.cannotListen(config.host(), config.port(), failure);
    }
  }

  /** Returns where the gateway listens; ends in a slash. */
  public URI url() {
    return front.url();
  }

  /** Returns where the metrics server's page is, if there is one; ends in a slash. */
  public Optional<URI> metricsUrl() {
    return Optional.ofNullable(exposure).map(server -> URI.create(server.url()));
  }

  /**
   * Stops: demo traffic first, then no new connections and no readiness, then, when the requests in
   * flight have ended or the limit is over, everything else.
   *
   * @return how many requests were cut off; 0 as a rule
   */
  public long stop(Duration limit) {
    for (AutoCloseable part : parts) {
      if (part instanceof DemoTraffic) {
        close(part);
      }
    }
    long cutOff = front.drain(limit);
    stopParts();
    return cutOff;
  }

  /** Stops, waiting up to half a minute for requests in flight. */
  @Override
  public void close() {
    stop(Duration.ofSeconds(30));
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  private void stopParts() {
    parts.forEach(Gateway::close);
    parts.clear();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // none of the parts declares one
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
