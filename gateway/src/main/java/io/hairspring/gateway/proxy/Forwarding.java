package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.http.Answer;
import io.hairspring.gateway.http.Targets;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * One request on its way to an upstream and back. Everything runs on the I/O thread of the client's
 * connection, which is also the upstream connection's; {@code over} makes the first end the only
 * one, since closing one side makes the other report a failure too.
 */
final class Forwarding implements Runnable, ConnectionPool.Borrower, HttpConnection.Asker {
  /** What a request is counted with whose client has left before its answer began. */
  private static final int CLIENT_LEFT = 499;

  private final HttpServerExchange exchange;
  private final Route route;
  private final ForwardedHeaders headers;
  private final ConnectionPool pool;
  private final Departures departures;
  private final UpstreamCall call;
  private final SilenceTimer silence;
  private final boolean hasBody;
  private PendingConnection pending; // null or without effect once there is a connection
  private PooledConnection connection; // null while there is none
  private Pump upload; // null until the request is sent
  private Pump download; // null until the answer came
  private boolean uploaded;
  private boolean over;

  Forwarding(
      HttpServerExchange exchange,
      Route route,
      ForwardedHeaders headers,
      ConnectionPool pool,
      ProxyConfig config,
      Departures departures,
      UpstreamCall call) {
    this.exchange = exchange;
    this.route = route;
    this.headers = headers;
    this.pool = pool;
    this.departures = departures;
    this.call = call;
    hasBody = !exchange.isRequestComplete();
    silence =
        new SilenceTimer(
            exchange.getIoThread(), config.responseTimeout().toMillis(), this::upstreamIsSilent);
  }

  @Override
  public void run() {
    // Counted if the client's connection ends before there is an answer.
    exchange.setStatusCode(hasBody ? StatusCodes.BAD_REQUEST : CLIENT_LEFT);
    departures.whenLeft(exchange, this::abandon);
    pending = pool.borrow(exchange.getIoThread(), buffers(), this);
  }

  @Override
  public void connected(PooledConnection connection) {
    this.connection = connection;
    call.sent(silence.start());
    HttpConnection client = connection.client();
    HttpString method = exchange.getRequestMethod();
    boolean chunked = hasBody && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
    client
        .requestHead()
        .line(method, route.pathAtTarget(Targets.path(exchange)) + Targets.query(exchange));
    headers.request(exchange, route, chunked, client.requestHead());
    PooledByteBuffer head = client.requestHead().end(buffers());
    client.ask(method, this);
    StreamSourceChannel body = hasBody ? exchange.getRequestChannel() : null;
    upload =
        new Pump(
            body == null ? null : body::read,
            body,
            client::sink,
            chunked ? Pump.End.CHUNKS : Pump.End.NONE,
            buffers(),
            new Upload());
    upload.start(head);
  }

  @Override
  public void refused(UpstreamFailure failure) {
    fail(failure);
  }

  @Override
  public void answered(Answer answer) {
    if (over) {
      return;
    }
    exchange.setStatusCode(answer.status());
    ForwardedHeaders.response(answer.headers(), route, exchange.getResponseHeaders());
    boolean observed = call.head(answer.status(), answer.headers(), silence.heard());
    HttpConnection client = connection.client();
    download =
        new Pump(
            client::read,
            client.source(),
            exchange::getResponseChannel,
            Pump.End.SHUTDOWN,
            buffers(),
            new Download(observed));
    download.start(null);
  }

  @Override
  public void brokenOff(boolean heard) {
    if (over) {
      return;
    }
    PooledConnection used = connection;
    if (used.reused() && !heard && mayRepeat()) { // once at most: the next one is fresh
      upload.stop();
      uploaded = false;
      silence.stop();
      connection = null;
      pending = pool.replace(used, exchange.getIoThread(), buffers(), this);
    } else {
      fail(heard ? UpstreamFailure.BAD_ANSWER : UpstreamFailure.RESET);
    }
  }

  /** A kept connection may have been closed while the request was on its way. */
  private boolean mayRepeat() {
    HttpString method = exchange.getRequestMethod();
    return !hasBody
        && (method.equals(Methods.GET)
            || method.equals(Methods.HEAD)
            || method.equals(Methods.OPTIONS));
  }

  private void upstreamIsSilent() {
    boolean clientTakesSlowly = download != null && download.waitsForSink();
    boolean clientSendsSlowly = !uploaded && hasBody && !upload.waitsForSink();
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
      exchange.getResponseHeaders().clear();
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

  /** The body of the request has broken off, or is none. */
  private void abandonUpload() {
    if (over) {
      return;
    }
    if (exchange.isResponseStarted() || !exchange.getConnection().isOpen()) {
      abandon();
      return;
    }
    end();
    call.abandoned();
    exchange.setPersistent(false);
    Connectors.terminateRequest(exchange); // or what is left of it would be read away first
    exchange.getResponseHeaders().clear();
    ErrorAnswer.send(exchange, StatusCodes.BAD_REQUEST, "the body of the request broke off");
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

  private ByteBufferPool buffers() {
    return exchange.getConnection().getByteBufferPool();
  }

  /** The request on its way to the upstream. */
  private final class Upload implements Pump.Listener {
    @Override
    public void moved(ByteBuffer buffer, int from) {
      silence.heard();
    }

    @Override
    public void sourceEnded() {}

    @Override
    public void done() {
      uploaded = true;
      silence.heard();
      if (download == null) {
        exchange.setStatusCode(CLIENT_LEFT); // counted if it does now
      }
    }

    @Override
    public void sourceFailed(IOException cause) {
      abandonUpload();
    }

    @Override
    public void sinkFailed(IOException cause) {
      // An upstream may answer and close before it has read everything: its answer counts more,
      // and comes, or the end of the connection does, when that is read.
      if (download == null && !connection.client().isOpen()) {
        brokenOff(false);
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
    public void moved(ByteBuffer buffer, int from) {
      silence.heard();
      if (observed) {
        call.body(buffer.duplicate().flip().position(from));
      }
    }

    @Override
    public void sourceEnded() {
      silence.stop();
      PooledConnection free = connection;
      connection = null;
      if (uploaded && free.client().isReusable()) {
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
