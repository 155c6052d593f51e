package io.hairspring.gateway.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * One request on its way to an upstream and back. Everything runs on the I/O thread of the client's
 * connection, which is also the upstream connection's; {@code over} makes the first end the only
 * one, since closing one side makes the other report a failure too.
 */
final class Forwarding implements Runnable, ConnectionPool.Borrower {
  private final HttpServerExchange exchange;
  private final Route route;
  private final String path;
  private final ConnectionPool pool;
  private final HopMark mark;
  private final Departures departures;
  private final UpstreamCall call;
  private final SilenceTimer silence;
  private PendingConnection pending; // null or without effect once there is a connection
  private PooledConnection connection;
  private ClientExchange upstream;
  private Pump upload; // null while there is no body to send
  private Pump download; // null until the answer came
  private boolean uploaded;
  private boolean over;

  Forwarding(
      HttpServerExchange exchange,
      Route route,
      String path,
      ConnectionPool pool,
      ProxyConfig config,
      HopMark mark,
      Departures departures,
      UpstreamCall call) {
    this.exchange = exchange;
    this.route = route;
    this.path = path;
    this.pool = pool;
    this.mark = mark;
    this.departures = departures;
    this.call = call;
    silence =
        new SilenceTimer(
            exchange.getIoThread(), config.responseTimeout().toMillis(), this::upstreamIsSilent);
  }

  @Override
  public void run() {
    departures.whenLeft(exchange, this::abandon);
    pending =
        pool.borrow(exchange.getIoThread(), exchange.getConnection().getByteBufferPool(), this);
  }

  @Override
  public void connected(PooledConnection connection) {
    this.connection = connection;
    silence.start();
    connection.client().getStatistics().reset(); // a kept connection has read answers before
    connection.client().sendRequest(request(), new Step(connection, this::send));
  }

  private ClientRequest request() {
    ClientRequest request = new ClientRequest();
    request.setMethod(exchange.getRequestMethod());
    String query = exchange.getQueryString();
    String target = route.pathAtTarget(path);
    request.setPath(query == null || query.isEmpty() ? target : target + "?" + query);
    ForwardedHeaders.request(exchange, route, request.getRequestHeaders());
    mark.addTo(exchange, request.getRequestHeaders());
    return request;
  }

  @Override
  public void refused(UpstreamFailure failure) {
    fail(failure);
  }

  private void send(ClientExchange upstream) {
    this.upstream = upstream;
    PooledConnection used = connection;
    upstream.setResponseListener(new Step(used, answered -> answer(answered.getResponse())));
    if (over || connection != used) {
      return; // it had failed already
    }
    StreamSinkChannel sink = upstream.getRequestChannel();
    if (exchange.isRequestComplete()) {
      uploaded = true;
      EmptyBody.send(sink, () -> brokenOff(used));
    } else {
      upload =
          new Pump(
              exchange.getRequestChannel(),
              sink,
              exchange.getConnection().getByteBufferPool(),
              new Upload());
      upload.start();
    }
  }

  private void answer(ClientResponse response) {
    if (over) {
      return;
    }
    exchange.setStatusCode(response.getResponseCode());
    ForwardedHeaders.response(response.getResponseHeaders(), exchange.getResponseHeaders());
    boolean observed = call.head(response.getResponseCode(), response.getResponseHeaders());
    silence.heard();
    download =
        new Pump(
            upstream.getResponseChannel(),
            exchange.getResponseChannel(),
            exchange.getConnection().getByteBufferPool(),
            new Download(observed));
    download.start();
  }

  /** The connection ended before the answer did, or what came cannot be understood. */
  private void brokenOff(PooledConnection used) {
    if (over || used != connection) {
      return; // one break is reported by several callbacks, also after another try has begun
    }
    if (used.reused() && mayRepeat()) { // once at most: the next one is fresh
      silence.stop();
      connection = null;
      pending =
          pool.replace(
              used, exchange.getIoThread(), exchange.getConnection().getByteBufferPool(), this);
      return;
    }
    // Undertow's client reports both as a closed connection, but counts what it has read.
    boolean bytesCame = download == null && connection.client().getStatistics().getRead() > 0;
    fail(bytesCame ? UpstreamFailure.BAD_ANSWER : UpstreamFailure.RESET);
  }

  /** A kept connection may have been closed while the request was on its way. */
  private boolean mayRepeat() {
    return download == null
        && upload == null
        && (exchange.getRequestMethod().equals(Methods.GET)
            || exchange.getRequestMethod().equals(Methods.HEAD)
            || exchange.getRequestMethod().equals(Methods.OPTIONS));
  }

  private void upstreamIsSilent() {
    boolean clientTakesSlowly = download != null && download.waitsForSink();
    boolean clientSendsSlowly = !uploaded && upload != null && !upload.waitsForSink();
    if (clientTakesSlowly || clientSendsSlowly) { // the server's idle limit is for that
      silence.heard();
    } else {
      fail(UpstreamFailure.TIMEOUT);
    }
  }

  private void fail(UpstreamFailure failure) {
    if (over) {
      return;
    }
    end();
    call.failed(failure);
    if (exchange.isResponseStarted()) {
      hangUp();
    } else {
      ErrorAnswer.send(exchange, failure.status(), failure.message());
    }
  }

  private void abandon() {
    if (over) {
      return;
    }
    end();
    call.abandoned();
    hangUp();
  }

  private void complete() {
    if (over) {
      return;
    }
    over = true;
    if (!uploaded) {
      upload.stop(); // answered before it was read; the server reads the rest away
    }
    call.completed();
    exchange.endExchange();
  }

  /** Ends the upstream side early: its connection is in the middle of a message. */
  private void end() {
    over = true;
    silence.stop();
    if (upload != null) {
      upload.stop();
    }
    if (download != null) {
      download.stop();
    }
    if (connection != null) {
      pool.discard(connection);
    } else if (pending != null) {
      pending.callOff();
    }
  }

  private void hangUp() {
    IoUtils.safeClose(exchange.getConnection());
  }

  /** What the client of the upstream calls back with; either call ends a step. */
  private final class Step implements ClientCallback<ClientExchange> {
    private final PooledConnection used;
    private final Consumer<ClientExchange> next;

    Step(PooledConnection used, Consumer<ClientExchange> next) {
      this.used = used;
      this.next = next;
    }

    @Override
    public void completed(ClientExchange done) {
      next.accept(done);
    }

    @Override
    public void failed(IOException cause) {
      brokenOff(used);
    }
  }

  /** The body of the request. */
  private final class Upload implements Pump.Listener {
    @Override
    public void moved(ByteBuffer bytes) {
      silence.heard();
    }

    @Override
    public void sourceEnded() {}

    @Override
    public void done() {
      uploaded = true;
      silence.heard();
    }

    @Override
    public void sourceFailed(IOException cause) {
      abandon();
    }

    @Override
    public void sinkFailed(IOException cause) {
      // An upstream may answer and close before it has read everything: its answer counts more.
      if (download == null) {
        brokenOff(connection);
      }
    }
  }

  /** The body of the answer. */
  private final class Download implements Pump.Listener {
    private final boolean observed;

    Download(boolean observed) {
      this.observed = observed;
    }

    @Override
    public void moved(ByteBuffer bytes) {
      silence.heard();
      if (observed) {
        call.body(bytes);
      }
    }

    @Override
    public void sourceEnded() {
      silence.stop();
      PooledConnection free = connection;
      connection = null;
      if (uploaded) {
        pool.giveBack(free);
      } else {
        pool.discard(free);
      }
    }

    @Override
    public void done() {
      complete();
    }

    @Override
    public void sourceFailed(IOException cause) {
      fail(UpstreamFailure.RESET);
    }

    @Override
    public void sinkFailed(IOException cause) {
      abandon();
    }
  }
}
