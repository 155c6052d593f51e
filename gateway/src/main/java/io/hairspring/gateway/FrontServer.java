package io.hairspring.gateway;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.http.RequestMetricsHandler;
import io.hairspring.exposition.http.RequestRing;
import io.hairspring.gateway.cache.CacheObserver;
import io.hairspring.gateway.cache.ResponseCache;
import io.hairspring.gateway.measure.MeasuredCache;
import io.hairspring.gateway.measure.MeasuredUpstreams;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.ErrorAnswer;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.proxy.ReverseProxy;
import io.hairspring.gateway.proxy.Route;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The server that clients of the gateway talk to, and the handlers behind it. */
final class FrontServer implements AutoCloseable {
  private static final long CACHE_BYTES = 16_000_000;
  private static final int CACHED_BODY_BYTES = 256_000;
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int BACKLOG = 1_024;
  private static final int PARSE_MILLIS = 30_000;
  private static final int KEPT_IDLE_MILLIS = 75_000;
  private static final int LEAST_IDLE_MILLIS = 60_000;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  /** What requests without a route are called, so that a scanner makes one series and not many. */
  private static final String NO_ROUTE = "(no route)";

  private final XnioWorker worker;
  private final Undertow undertow;
  private final Drain drain;
  private final ReverseProxy proxy;
  private final String host;
  private final int port;

  private FrontServer(
      XnioWorker worker, Undertow undertow, Drain drain, ReverseProxy proxy, String host) {
    this.worker = worker;
    this.undertow = undertow;
    this.drain = drain;
    this.proxy = proxy;
    this.host = host;
    port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Starts a server.
   *
   * @param ring what records the requests; null if the threads that end them do
   */
  static FrontServer start(
      GatewayConfig config, List<Route> routes, MetricsCollector metrics, RequestRing ring) {
    boolean measured = metrics.config().enabled();
    ReverseProxy proxy =
        new ReverseProxy(
            routes,
            config.proxy(),
            trust(),
            measured
                ? new MeasuredUpstreams(metrics, config.metrics().config().latencyBuckets())
                : CallObserver.none(),
            FrontServer::noRoute);
    HttpHandler handler = cached(proxy, metrics);
    if (measured) {
      // Everything that comes here is a client's request, also to a path named /metrics.
      RequestMetricsHandler.Builder measuring =
          config.metrics().config().requests(metrics).measuring(path -> true);
      handler = (ring == null ? measuring : measuring.through(ring)).build(handler);
    }
    Drain drain = new Drain(new HttpContinueReadHandler(handler));
    // A worker of its own: stopping Undertow then closes the listener and leaves connections alone.
    XnioWorker worker = worker();
    try {
      return new FrontServer(worker, listen(config, worker, drain), drain, proxy, config.host());
    } catch (RuntimeException failure) {
      worker.shutdownNow();
      throw cannotListen(config.host(), config.port(), failure);
    }
  }

  URI url() {
    String inUrl = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create("http://" + inUrl + ":" + port + "/");
  }

  boolean draining() {
    return drain.draining();
  }

  /** Takes no more connections and waits for requests; returns how many were not waited for. */
  long drain(Duration limit) {
    drain.begin();
    undertow.stop();
    try {
      return drain.await(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller is in a hurry
      return drain.inFlight();
    }
  }

  @Override
  public void close() {
    undertow.stop();
    proxy.close();
    worker.shutdownNow();
    try {
      worker.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns one clear line on why nobody can listen there. */
  static UncheckedIOException cannotListen(String host, int port, RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new UncheckedIOException(
        "cannot listen on " + host + ":" + port + ": " + cause.getMessage(),
        new IOException(failure));
  }

  private static void noRoute(HttpServerExchange exchange) {
    exchange.putAttachment(RequestMetricsHandler.ENDPOINT, NO_ROUTE);
    ErrorAnswer.send(exchange, StatusCodes.NOT_FOUND, "no route leads on from this path");
  }

  private static HttpHandler cached(HttpHandler next, MetricsCollector metrics) {
    MeasuredCache observer = metrics.config().enabled() ? new MeasuredCache(metrics) : null;
    ResponseCache cache =
        new ResponseCache(
            CACHE_BYTES,
            CACHED_BODY_BYTES,
            metrics.config().ticker(),
            observer == null ? CacheObserver.none() : observer);
    if (observer != null) {
      observer.watch(cache);
    }
    return cache.before(next);
  }

  private static XnioWorker worker() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    try {
      return Xnio.getInstance()
          .createWorker(
              OptionMap.builder()
                  .set(Options.WORKER_NAME, "hairspring-gateway")
                  .set(Options.WORKER_IO_THREADS, threads)
                  .set(Options.WORKER_TASK_CORE_THREADS, 1) // no handler blocks
                  .set(Options.WORKER_TASK_MAX_THREADS, 1)
                  .set(Options.TCP_NODELAY, true)
                  .getMap());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Undertow listen(GatewayConfig config, XnioWorker worker, HttpHandler handler) {
    ProxyConfig limits = config.proxy();
    long silentMillis = limits.connectTimeout().plus(limits.responseTimeout()).toMillis();
    // A client that waits for its answer is silent too, so the limit must be the longer one.
    long idleMillis = Math.min(Integer.MAX_VALUE, LEAST_IDLE_MILLIS + silentMillis);
    Undertow undertow =
        Undertow.builder()
            .setWorker(worker)
            .addHttpListener(config.port(), config.host())
            .setHandler(handler)
            .setSocketOption(Options.BACKLOG, BACKLOG)
            .setSocketOption(Options.TCP_NODELAY, true)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, KEPT_IDLE_MILLIS)
            .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int) idleMillis)
            .build();
    undertow.start();
    return undertow;
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) { // every Java platform has one
      throw new IllegalStateException(e);
    }
  }
}
