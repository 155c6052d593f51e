package io.hairspring.undertow.connection;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.AttachmentKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/**
 * The open connections of a server: only so many, which bounds their memory and their descriptors.
 *
 * <p>A connection is quiet while no request of it is being answered: it is new, or slow with its
 * headers, or kept for a next request. A newcomer that finds all places taken evicts the one that
 * has been quiet for longest, or else one that the server offers to cut off, so clients that open
 * connections and say nothing keep nobody out. Where all others are being answered, there are
 * {@value #RESERVE} places more, whose requests go to a handler for that case. Only who finds these
 * taken too is refused.
 *
 * <p>Thread-safe. A request takes no lock: it changes a word of its own connection as it comes and
 * as it ends. A newcomer takes one where all places are taken, to find who gives way.
 */
public final class Connections implements AutoCloseable {
  /**
   * Holds the query of an exchange as it was sent, question mark included, if it is empty or begins
   * with another question mark: Undertow tells neither.
   */
  public static final AttachmentKey<String> ODD_QUERY = AttachmentKey.create(String.class);

  private static final int RESERVE = 64;

  private final int most;
  private final ConnectionMetrics counts;
  private final BooleanSupplier makeRoom;
  private final long startNanos = System.nanoTime();
  private final Map<StreamConnection, OpenConnection> open = new ConcurrentHashMap<>();
  private final IdlestConnections longestQuiet = new IdlestConnections(open.values());

  // Connections that have a place; a newcomer counts before it is among the open ones, and one that
  // goes until it is no more.
  private final AtomicInteger places = new AtomicInteger();

  // Counted here, beside what else happens at the end of an exchange: Undertow has room for two
  // listeners, and makes a copy for a third.
  private final AtomicLong underWay = new AtomicLong();

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
  public int open() {
    return places.get();
  }

  /** Returns how many requests were handed on whose exchange has not ended. */
  public long underWay() {
    return underWay.get();
  }

  /** Returns how many of them have a request that is being answered; looks at each. */
  public int busy() {
    return (int) open.values().stream().filter(one -> one.place().isBusy()).count();
  }

  /** Returns how many are open whose first request has not come yet; looks at each. */
  public int unasked() {
    return (int) open.values().stream().filter(one -> !one.hasAsked()).count();
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
    return newcomer ->
        letIn(new OpenConnection(newcomer, counts, new Place(now()), patienceNanos), buffers, http);
  }

  /**
   * Returns a handler whose connections are not quiet until the exchange has ended.
   *
   * @param crowded what requests go to that came over the reserve, or while others hold it
   */
  public HttpHandler answering(HttpHandler next, HttpHandler crowded) {
    return exchange -> {
      OpenConnection connection = open.get(channelOf(exchange));
      if (connection == null || !connection.place().busy()) {
        // Evicted while its request was on the way.
        IoUtils.safeClose(exchange.getConnection());
      } else if (open() > most) {
        crowded.handleRequest(exchange);
      } else {
        next.handleRequest(exchange);
      }
    };
  }

  /**
   * Has a task run, once and on the I/O thread, if the client leaves before this exchange has
   * ended, though nobody reads what it sends. A client leaves when it closes or resets its
   * connection, and when it closes its sending side alone, since the two look the same. One that
   * has sent more than a buffer of further requests is not seen to leave before these are read. On
   * the I/O thread of the connection.
   */
  public void whenLeft(HttpServerExchange exchange, Runnable left) {
    OpenConnection connection = open.get(channelOf(exchange));
    if (connection != null) {
      connection.whenLeft(left);
    }
  }

  private void letIn(
      OpenConnection newcomer,
      ByteBufferPool buffers,
      ChannelListener<? super StreamConnection> http) {
    if (!takesPlace(newcomer)) {
      counts.refused().inc();
      IoUtils.safeClose(newcomer.channel());
      return;
    }
    counts.open().inc();
    StreamConnection channel = newcomer.channel();
    newcomer.watch(buffers);
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
      OpenConnection evicted = longestQuiet.giveWay();
      if (evicted != null) {
        forget(evicted);
        counts.evicted().inc();
        evicted.close();
      } else if (!makeRoom.getAsBoolean()) {
        return takesPlace(newcomer, most + RESERVE);
      }
    }
    return true;
  }

  private boolean takesPlace(OpenConnection newcomer, int bound) {
    int taken = places.get();
    while (taken < bound && !places.compareAndSet(taken, taken + 1)) {
      taken = places.get();
    }
    if (taken >= bound) {
      return false;
    }
    open.put(newcomer.channel(), newcomer);
    return true;
  }

  /** Forgets a connection that has given up its place; once for each. */
  private void forget(OpenConnection connection) {
    open.remove(connection.channel());
    places.decrementAndGet();
    counts.open().dec();
  }

  private void ended(OpenConnection connection) {
    if (connection.place().giveUp()) { // else it was closed on purpose
      forget(connection);
      connection.ended();
    }
  }

  private void arrived(HttpServerExchange exchange, HttpHandler handler) throws Exception {
    OpenConnection connection = open.get(channelOf(exchange));
    if (connection != null) {
      connection.asked();
      if (!connection.isReadable(exchange)) {
        return;
      }
      underWay.incrementAndGet();
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            underWay.decrementAndGet();
            connection.answered(done);
            connection.place().quiet(now());
            chain.proceed();
          });
    }
    handler.handleRequest(exchange);
  }

  /** Returns a moment above 0. */
  private long now() {
    return System.nanoTime() - startNanos + 1;
  }

  private static StreamConnection channelOf(HttpServerExchange exchange) {
    return ((AbstractServerConnection) exchange.getConnection()).getChannel();
  }

  /** Closes all of them. */
  @Override
  public void close() {
    for (OpenConnection connection : open.values()) {
      if (connection.place().giveUp()) {
        forget(connection);
        connection.close();
      }
    }
  }
}
