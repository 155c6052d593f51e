package io.hairspring.gateway;

import io.hairspring.catalog.SloMetrics;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthBuilder;
import io.hairspring.gateway.GatewayConfig.Operation;
import io.hairspring.gateway.demo.DemoTraffic;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.upstream.EmbeddedUpstream;
import io.hairspring.gateway.upstream.Provider;
import io.hairspring.gateway.upstream.ReplyPlan;
import io.hairspring.runtime.RuntimeMetrics;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestRing;
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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A running gateway: a reverse proxy, and beside it the server that shows what it measures.
 *
 * <p>Closing lets requests in flight end. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final String SERVICE = "Hairspring gateway";
  private static final String SUCCESS = "success";
  private static final long POLL_MILLIS = 5;
  private static final int LONGEST_PREFIX = 50;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // last started, first stopped
  private final MetricsCollector metrics;
  private final Operation operation;
  private FrontServer front;
  private MetricsServer exposure; // null for a gateway that records nothing

  private Gateway(MetricsCollector metrics, Operation operation) {
    this.metrics = metrics;
    this.operation = operation;
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
    Gateway gateway = new Gateway(MetricsCollector.create(collector), config.operation());
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
    SlowRequests slow = config.metrics() == null ? null : slow(config.metrics().config());
    SloMetrics slos = null;
    if (config.metrics() != null && !config.metrics().objectives().isEmpty()) {
      slos = started(new SloMetrics(metrics));
    }
    front = started(FrontServer.start(config, routes, metrics, ring, slow, slos));
    if (config.metrics() != null) {
      exposure = started(expose(config.metrics(), routes, ring, slow));
    }
    if (config.demoRatePerSecond() > 0) {
      started(
          DemoTraffic.start(url(), config.demoRatePerSecond(), config.embeddedUpstream(), metrics));
    }
  }

  /** Starts what tells of the JVM and of slow requests, as far as that is wanted. */
  private SlowRequests slow(HairspringConfig config) {
    RuntimeMetrics runtime =
        config.runtimeMetrics() ? started(RuntimeMetrics.register(metrics)) : null;
    int most = config.slowRequests();
    if (most == 0) {
      return null;
    }
    Duration window = SlowRequests.DEFAULT_WINDOW;
    return started(
        runtime == null
            ? SlowRequests.start(metrics, most, window)
            : SlowRequests.start(metrics, most, window, runtime::gcPauseNanos));
  }

  private List<Route> embedded(ReplyPlan plan) {
    EmbeddedUpstream upstream = started(EmbeddedUpstream.start(plan));
    return Arrays.stream(Provider.values())
        .map(provider -> Route.of("/" + provider.label(), upstream.url(provider)))
        .toList();
  }

  private MetricsServer expose(
      GatewayConfig.Exposure config, List<Route> routes, RequestRing ring, SlowRequests slow) {
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
    for (Route route : routes) {
      facts.check("upstream " + shortened(route.prefix()), front.health(route));
    }
    Health health = started(facts.build());
    metrics.info(
        "gateway_build_info",
        "The gateway and the Java that runs it.",
        new TreeMap<>(Map.of("service", "gateway", "version", Version.current())));
    metrics
        .gauge("gateway_uptime_seconds", "Time since the gateway was started.")
        .register(health::uptimeSeconds);
    MetricsServer.Builder server =
        MetricsServer.builder(metrics, config.config())
            .resetToken(config.resetToken())
            .health(health)
            .service(SERVICE, Version.current());
    if (slow != null) {
      server.slow(slow);
    }
    try {
      return server.start();
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
   * Stops: demo traffic and readiness first, after the drain delay the port for clients, then, when
   * the requests in flight have ended or the limit is over, everything else; the metrics last, so
   * that they can be scraped once more.
   *
   * @param limit of the wait for requests in flight, the drain delay and the wait for the last
   *     scrape apart
   * @return how many requests were cut off; 0 as a rule, and if it has stopped already
   */
  public long stop(Duration limit) {
    if (parts.isEmpty()) {
      return 0;
    }
    for (AutoCloseable part : parts) {
      if (part instanceof DemoTraffic) {
        close(part);
      }
    }
    front.announceStop();
    pause(operation.drainDelay(), () -> false);
    long cutOff = front.drain(limit);
    if (exposure != null) {
      LongSupplier scrapes = metrics.scrapeMetrics().ended().with(SUCCESS)::total;
      long before = scrapes.getAsLong();
      pause(operation.lastScrapeWait(), () -> scrapes.getAsLong() > before);
    }
    stopParts();
    return cutOff;
  }

  /** Waits for so long, or until something is so, or not at all for a thread in a hurry. */
  private static void pause(Duration longest, BooleanSupplier enough) {
    long startNanos = System.nanoTime();
    try {
      while (System.nanoTime() - startNanos < longest.toNanos() && !enough.getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, waiting up to half a minute for requests in flight. */
  @Override
  public void close() {
    stop(Duration.ofSeconds(30));
  }

  /** Returns a prefix, or one that is too long for a name as far as it fits, told from others. */
  private static String shortened(String prefix) {
    return prefix.length() <= LONGEST_PREFIX
        ? prefix
        : prefix.substring(0, LONGEST_PREFIX - 9) + "~" + Integer.toHexString(prefix.hashCode());
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
