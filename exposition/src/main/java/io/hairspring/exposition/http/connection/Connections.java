package io.hairspring.exposition.http.connection;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/**
 * The open connections of a server: only so many, which bounds their memory and their descriptors.
 *
 * <p>A connection is quiet while no request of it is being answered: it is new, or slow with its
 * headers, or kept for a next request. A newcomer that finds all places taken displaces the one
 * that has been quiet for longest, or else one that the server offers to cut off, so clients that
 * open connections and say nothing keep nobody out. Where all others are being answered, there are
 * {@value #RESERVE} places more, whose requests go to a handler for that case. Only who finds these
 * taken too is refused.
 *
 * <p>Thread-safe. Takes a lock of its own three times a request, for a few instructions.
 */
public final class Connections implements AutoCloseable {
  private static final int RESERVE = 64;

  private final int most;
  private final ConnectionMetrics counts;
  private final BooleanSupplier makeRoom;
  private final Map<StreamConnection, OpenConnection> open =
      new HashMap<>(); // under the monitor, as the next
  private final Set<OpenConnection> quiet = new LinkedHashSet<>(); // quiet for longest in front

  /**
   * Creates one without connections.
   *
   * @param most how many may be open, but for the reserve; at least 1
   * @param makeRoom cuts off a connection whose request is being answered, and returns whether
   *     there was one; asked where none is quiet
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public Connections(int most, ConnectionMetrics counts, BooleanSupplier makeRoom) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, was " + most);
    }
    this.most = most;
    this.counts = Objects.requireNonNull(counts, "counts");
    this.makeRoom = Objects.requireNonNull(makeRoom, "makeRoom");
  }

  /** Returns how many are open. */
  public synchronized int open() {
    return open.size();
  }

  /** Returns how many of them have a request that is being answered. */
  public synchronized int busy() {
    return open.size() - quiet.size();
  }

  /**
   * Returns what speaks HTTP with newcomers, those that are let in; for the accept listener of a
   * socket.
   *
   * @param buffers what they are read into; the caller's to close
   * @param options of the connections; answers to pipelined requests are sent one by one, whatever
   *     they say of that
   * @param handler what their requests go to, one that {@link #answering} is part of
   */
  public ChannelListener<StreamConnection> speaking(
      ByteBufferPool buffers, OptionMap options, HttpHandler handler) {
    OptionMap unbuffered = // or an answer would be sent when the next request has begun
        OptionMap.builder()
            .addAll(options)
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .getMap();
    HttpOpenListener http = new HttpOpenListener(buffers, unbuffered);
    http.setRootHandler(exchange -> arrived(exchange, handler));
    long patienceNanos =
        TimeUnit.MILLISECONDS.toNanos(options.get(UndertowOptions.NO_REQUEST_TIMEOUT, 0));
    return newcomer -> letIn(new OpenConnection(newcomer, counts, patienceNanos), http);
  }

  /**
   * Returns a handler whose connections are not quiet until the exchange has ended.
   *
   * @param crowded what requests go to that came over the reserve, or while others hold it
   */
  public HttpHandler answering(HttpHandler next, HttpHandler crowded) {
    return exchange -> {
      if (!nowBusy(channelOf(exchange))) { // displaced while its request was on the way
        IoUtils.safeClose(exchange.getConnection());
      } else if (open() > most) {
        crowded.handleRequest(exchange);
      } else {
        next.handleRequest(exchange);
      }
    };
  }

  private void letIn(OpenConnection newcomer, ChannelListener<? super StreamConnection> http) {
    if (!takesPlace(newcomer)) {
      counts.refused().inc();
      IoUtils.safeClose(newcomer.channel());
      return;
    }
    counts.open().inc();
    StreamConnection channel = newcomer.channel();
    newcomer.watch();
    http.handleEvent(channel); // may read and answer a request already
    ChannelListener<? super StreamConnection> theirs = channel.getCloseListener();
    channel.setCloseListener(
        closed -> {
          try {
            ended(newcomer);
          } finally {
            theirs.handleEvent(closed);
          }
        });
    if (!channel.isOpen()) {
      ended(newcomer); // it came to its end before anybody listened
    }
  }

  /** Takes a place for one more, after making one if need be; returns whether there was one. */
  private boolean takesPlace(OpenConnection newcomer) {
    while (!takesPlace(newcomer, most)) {
      OpenConnection displaced = longestQuiet();
      if (displaced != null) {
        if (forget(displaced)) {
          counts.displaced().inc();
          displaced.close();
        }
      } else if (!makeRoom.getAsBoolean()) {
        return takesPlace(newcomer, most + RESERVE);
      }
    }
    return true;
  }

  private synchronized boolean takesPlace(OpenConnection newcomer, int places) {
    if (open.size() >= places) {
      return false;
    }
    open.put(newcomer.channel(), newcomer);
    quiet.add(newcomer);
    return true;
  }

  private synchronized OpenConnection longestQuiet() {
    return quiet.isEmpty() ? null : quiet.iterator().next();
  }

  /** Gives the place of a connection back; returns whether it had one. */
  private boolean forget(OpenConnection connection) {
    synchronized (this) {
      if (open.remove(connection.channel()) == null) {
        return false;
      }
      quiet.remove(connection);
    }
    counts.open().dec();
    return true;
  }

  private void ended(OpenConnection connection) {
    if (forget(connection)) { // else it was closed on purpose
      connection.ended();
    }
  }

  private void arrived(HttpServerExchange exchange, HttpHandler handler) throws Exception {
    OpenConnection connection = find(channelOf(exchange));
    if (connection != null) {
      connection.asked();
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            connection.answered(done);
            nowQuiet(connection);
            chain.proceed();
          });
    }
    handler.handleRequest(exchange);
  }

  private synchronized OpenConnection find(StreamConnection channel) {
    return open.get(channel);
  }

  private synchronized boolean nowBusy(StreamConnection channel) {
    OpenConnection connection = open.get(channel);
    quiet.remove(connection);
    return connection != null;
  }

  private synchronized void nowQuiet(OpenConnection connection) {
    if (open.containsKey(connection.channel())) {
      quiet.add(connection);
    }
  }

  private static StreamConnection channelOf(HttpServerExchange exchange) {
    return ((AbstractServerConnection) exchange.getConnection()).getChannel();
  }

  /** Closes all of them. */
  @Override
  public void close() {
    List<OpenConnection> all;
    synchronized (this) {
      all = new ArrayList<>(open.values());
    }
    for (OpenConnection connection : all) {
      forget(connection);
      connection.close();
    }
  }
}
