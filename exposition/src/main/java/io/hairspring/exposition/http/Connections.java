package io.hairspring.exposition.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections of a server: only so many, which bounds their memory and their descriptors.
 *
 * <p>A connection is quiet while no request of it is being answered: it is new, or slow with its
 * headers, or kept for a next request. A newcomer that finds all places taken displaces the one
 * that has been quiet for longest, or else one that has been reading its answer for a while, so
 * clients that open connections and say or read nothing keep nobody out. Where all others are being
 * answered, there are {@value #RESERVE} places more, in which liveness and readiness alone are
 * answered, and at once. Only who finds these taken too is refused.
 *
 * <p>Thread-safe, though all but reading the number happens on the I/O thread.
 */
final class Connections implements ChannelListener<StreamConnection>, HttpHandler, AutoCloseable {
  private static final int RESERVE = 64;
  private static final Set<String> ALWAYS = Set.of("/live", "/ready");
  private static final String RETRY_AFTER_SECONDS = "1";

  private final int most;
  private final AnswerPlaces places;
  private final ServerMetrics counts;
  private final ChannelListener<? super StreamConnection> http;
  private final HttpHandler handler;
  private final Set<StreamConnection> open =
      new LinkedHashSet<>(); // under the monitor, as the next
  private final Set<StreamConnection> quiet = new LinkedHashSet<>(); // quiet for longest in front

  /**
   * Creates one without connections.
   *
   * @param http what speaks with those that are let in
   * @param handler what answers their requests
   */
  Connections(
      Resources resources, ChannelListener<? super StreamConnection> http, HttpHandler handler) {
    most = resources.limits().connections();
    places = resources.places();
    counts = resources.counts();
    this.http = http;
    this.handler = handler;
  }

  /** Returns how many are open. */
  synchronized int open() {
    return open.size();
  }

  /** Returns how many of them have a request that is being answered. */
  synchronized int busy() {
    return open.size() - quiet.size();
  }

  /** Lets a newcomer in, or closes it. */
  @Override
  public void handleEvent(StreamConnection newcomer) {
    if (!hasPlace()) {
      counts.connectionsRefused().inc();
      IoUtils.safeClose(newcomer);
      return;
    }
    synchronized (this) {
      open.add(newcomer);
      quiet.add(newcomer);
    }
    counts.connections().inc();
    http.handleEvent(newcomer); // may read and answer a request already
    ChannelListener<? super StreamConnection> theirs = newcomer.getCloseListener();
    newcomer.setCloseListener(
        closed -> {
          try {
            forget(closed);
          } finally {
            theirs.handleEvent(closed);
          }
        });
    if (!newcomer.isOpen()) {
      forget(newcomer); // it came to its end before anybody listened
    }
  }

  /** Returns whether there is a place for one more, after making one if need be. */
  private boolean hasPlace() {
    while (open() >= most) {
      StreamConnection displaced = longestQuiet();
      if (displaced != null) {
        counts.connectionsDisplaced().inc();
        close(displaced);
      } else if (!places.cutOffFirst()) { // whoever reads slowly gives way next
        return open() < most + RESERVE;
      }
    }
    return true;
  }

  private synchronized StreamConnection longestQuiet() {
    return quiet.isEmpty() ? null : quiet.iterator().next();
  }

  private void close(StreamConnection connection) {
    IoUtils.safeClose(connection);
    forget(connection);
  }

  private void forget(StreamConnection connection) {
    boolean known;
    synchronized (this) {
      known = open.remove(connection);
      quiet.remove(connection);
    }
    if (known) {
      counts.connections().dec();
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    StreamConnection connection = busy(exchange);
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          quiet(connection);
          chain.proceed();
        });
    if (open() > most && !ALWAYS.contains(exchange.getRelativePath())) {
      counts.busy().inc();
      exchange.setPersistent(false);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
      Answers.error(
          exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many connections; expected fewer");
    } else {
      handler.handleRequest(exchange);
    }
  }

  private synchronized StreamConnection busy(HttpServerExchange exchange) {
    StreamConnection connection =
        ((AbstractServerConnection) exchange.getConnection()).getChannel();
    quiet.remove(connection);
    return connection;
  }

  private synchronized void quiet(StreamConnection connection) {
    if (open.contains(connection)) {
      quiet.add(connection);
    }
  }

  /** Closes all of them. */
  @Override
  public void close() {
    List<StreamConnection> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(this::close);
  }
}
