package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.RequestHead;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.forwarded.ForwardedHeaders;
import io.hairspring.gateway.http.Answer;
import io.hairspring.gateway.http.BadMessageException;
import io.hairspring.gateway.http.ChunkEncoder;
import io.hairspring.gateway.http.ErrorAnswer;
import io.hairspring.gateway.http.SafeMethods;
import io.hairspring.gateway.http.Targets;
import io.hairspring.gateway.pool.Borrower;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.route.Route;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
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
final class Forwarding implements Borrower, HttpConnection.Asker {
  /** What a request is counted with whose client has left before its answer began. */
  private static final int CLIENT_LEFT = 499;

  private final HttpServerExchange exchange;
  private final Route route;
  private final ForwardedHeaders headers;
  private final ConnectionPool pool;
  private final UpstreamCall call;
  private final SilenceTimer silence;
  private final ByteBufferPool buffers;
  private final boolean hasBody;
  private Runnable callOff; // null or without effect once there is a connection
  private HttpConnection connection; // null while there is none
  private Pump upload; // null until the request is sent
  private Pump download; // null until the answer came
  private boolean observed; // whether the body of the answer is
  private boolean uploaded;
  private boolean over;

  Forwarding(
      HttpServerExchange exchange,
      Route route,
      ForwardedHeaders headers,
      ConnectionPool pool,
      long responseMillis,
      UpstreamCall call) {
    this.exchange = exchange;
    this.route = route;
    this.headers = headers;
    this.pool = pool;
    this.call = call;
    buffers = exchange.getConnection().getByteBufferPool();
    hasBody = !exchange.isRequestComplete();
    silence = new SilenceTimer(exchange.getIoThread(), responseMillis, this::upstreamIsSilent);
  }

  /** Asks for a connection, and goes on when there is one. */
  void start() {
    // Counted if the client's connection ends before there is an answer.
    exchange.setStatusCode(hasBody ? StatusCodes.BAD_REQUEST : CLIENT_LEFT);
    callOff = pool.borrow(exchange.getIoThread(), buffers, this);
  }

  @Override
  public void waiting(long nanos) {
    call.waiting(nanos);
  }

  @Override
  public void opening(long nanos) {
    call.opening(nanos);
  }

  @Override
  public void connected(HttpConnection connection) {
    this.connection = connection;
    call.sent(silence.start());
    HttpString method = exchange.getRequestMethod();
    boolean chunked = hasBody && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
    RequestHead head = connection.requestHead();
    head.line(method, route.pathAtTarget(Targets.path(exchange)) + Targets.query(exchange));
    headers.request(exchange, route, chunked, head);
    connection.ask(method, this);
    StreamSourceChannel body = hasBody ? exchange.getRequestChannel() : null;
    upload =
        new Pump(
            to -> silence.heard(chunked ? ChunkEncoder.read(body, to) : body.read(to)),
            body,
            connection::sink,
            false,
            buffers,
            new Pump.Ends(
                () -> {}, this::uploaded, why -> uploadBroke(), this::upstreamTakesNoMore));
    upload.start(head.end(buffers));
  }

  @Override
  public void refused(UpstreamFailure why) {
    fail(why);
  }

  @Override
  public void answered(Answer answer) {
    if (over) {
      return;
    }
    exchange.setStatusCode(answer.status());
    ForwardedHeaders.response(answer.headers(), route, exchange.getResponseHeaders());
    observed = call.head(answer.status(), answer.headers(), silence.heard());
    download =
        new Pump(
            this::readAnswer,
            connection.source(),
            exchange::getResponseChannel,
            true,
            buffers,
            new Pump.Ends(this::answerEnded, this::complete, this::answerBroke, this::abandon));
    download.start(null);
  }

  @Override
  public void brokenOff(UpstreamFailure why) {
    if (over) {
      return;
    }
    boolean letGo = connection.wasUsed() && why == UpstreamFailure.RESET; // as the request went out
    if (letGo && !hasBody && SafeMethods.has(exchange.getRequestMethod())) {
      HttpConnection dropped = connection; // once at most: the next one is fresh
      connection = null;
      upload.stop();
      uploaded = false;
      silence.stop();
      callOff = pool.replace(dropped, buffers, this);
    } else {
      fail(why);
    }
  }

  private int readAnswer(ByteBuffer to) throws IOException {
    int start = to.position();
    int count = silence.heard(connection.read(to));
    if (observed && count > 0) {
      call.body(to.duplicate().flip().position(start));
    }
    return count;
  }

  private void uploaded() {
    uploaded = true;
    silence.heard();
    if (download == null) {
      exchange.setStatusCode(CLIENT_LEFT); // counted if it does now
    }
  }

  /** An upstream may answer and close before it has read everything: its answer counts more. */
  private void upstreamTakesNoMore() {
    if (download == null && !connection.isOpen()) { // else it comes, or its end, when that is read
      brokenOff(UpstreamFailure.RESET);
    }
  }

  private void answerBroke(IOException why) {
    fail(why instanceof BadMessageException ? UpstreamFailure.BAD_ANSWER : UpstreamFailure.RESET);
  }

  /** The answer is whole; the last of it may still be on its way to the client. */
  private void answerEnded() {
    silence.stop();
    HttpConnection free = connection;
    connection = null;
    if (uploaded && free.isReusable()) {
      pool.giveBack(free);
    } else {
      pool.discard(free);
    }
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

  private void complete() {
    if (end()) {
      call.completed();
      exchange.endExchange(); // the server reads away what is left of the request
    }
  }

  private void fail(UpstreamFailure failure) {
    if (!end()) {
      return;
    }
    call.failed(failure);
    if (exchange.isResponseStarted()) {
      IoUtils.safeClose(exchange.getConnection());
    } else {
      answer(failure.status(), failure.message());
    }
  }

  /** The client has left. */
  void abandon() {
    if (end()) {
      call.abandoned();
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  /** The body of the request has broken off, or is none. */
  private void uploadBroke() {
    if (exchange.isResponseStarted() || !exchange.getConnection().isOpen()) {
      abandon();
    } else if (end()) {
      call.abandoned();
      exchange.setPersistent(false);
      Connectors.terminateRequest(exchange); // or what is left of it would be read away first
      answer(StatusCodes.BAD_REQUEST, "the body of the request broke off");
    }
  }

  /** Ends the upstream side, in the middle of a message or not; false if it had ended. */
  private boolean end() {
    if (over) {
      return false;
    }
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
    } else if (callOff != null) {
      callOff.run();
    }
    return true;
  }

  private void answer(int status, String message) {
    exchange.getResponseHeaders().clear(); // of an answer that did not begin
    ErrorAnswer.send(exchange, status, message);
  }
}
