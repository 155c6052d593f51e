package io.hairspring.undertow.connection;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSinkConduit;

/**
 * A connection and how far its client has come, which tells why it ended: Undertow closes those
 * that are silent for too long, and says so to nobody.
 *
 * <p>All but {@link #close} and the place is for the thread that serves the connection at the time;
 * Undertow hands it from one to the next with a happens-before.
 */
final class OpenConnection {
  private final StreamConnection channel;
  private final ConnectionMetrics counts;
  private final Place place;
  private final long patienceNanos;
  private final long openedNanos = System.nanoTime();
  private StreamSinkConduit sink; // below the watched one
  private Stage stage = Stage.NEW;
  private boolean reading;
  private final RequestLine line = new RequestLine();
  private HttpServerExchange asked; // the last whose body comes in chunks
  private ChunkedBody chunks; // what is to come of that body; null for nothing
  private ClientWatch client; // null until it is watched
  private volatile boolean hasAsked; // written once, read by whoever closes the server

  /**
   * Creates one that has said nothing.
   *
   * @param patienceNanos how long the server waits for the first bytes of a request
   */
  OpenConnection(
      StreamConnection channel, ConnectionMetrics counts, Place place, long patienceNanos) {
    this.channel = channel;
    this.counts = counts;
    this.place = place;
    this.patienceNanos = patienceNanos;
  }

  StreamConnection channel() {
    return channel;
  }

  /** Returns what it does with its place, which any thread may ask and change. */
  Place place() {
    return place;
  }

  /**
   * Sees from now on what is read and written. Before anything is.
   *
   * @param buffers what may hold the bytes that come while nobody reads
   */
  void watch(ByteBufferPool buffers) {
    client = new ClientWatch(channel.getSourceChannel(), buffers);
    channel.getSourceChannel().setConduit(new WatchedSource(client, this));
    sink = channel.getSinkChannel().getConduit();
    channel.getSinkChannel().setConduit(new WatchedSink(sink, this));
  }

  /** Runs this once if the client leaves, also while nobody reads; null for not any more. */
  void whenLeft(Runnable left) {
    client.whenLeft(left);
  }

  /** Closes it, on its own I/O thread: another one may be about to read it there. */
  void close() {
    XnioIoThread own = channel.getIoThread();
    if (own == Thread.currentThread()) {
      IoUtils.safeClose(channel);
      return;
    }
    try {
      own.execute(() -> IoUtils.safeClose(channel));
    } catch (RejectedExecutionException stopped) {
      IoUtils.safeClose(channel); // so is the thread, and nobody reads
    }
  }

  /** It is about to be read: if it ends before that is over, the client has left or broken off. */
  void reads() {
    reading = true;
  }

  /** The client has sent this many bytes; fewer than 0 if it has left. */
  void read(int bytes) {
    reading = false;
    if (bytes < 0) {
      stage = Stage.DONE;
    } else if (bytes > 0 && stage != Stage.ASKED && stage != Stage.DONE) {
      stage = Stage.BEGUN;
    }
  }

  /**
   * These bytes were read.
   *
   * @throws IOException if they are no body where one in chunks was to come; the client has been
   *     told, unless its answer had begun, and the connection is closed
   */
  void read(ByteBuffer bytes) throws IOException {
    if (stage == Stage.BEGUN) {
      line.read(bytes);
    } else if (!isBody(bytes)) {
      refuse(StatusCodes.BAD_REQUEST);
      throw new IOException("expected a chunk of a body");
    }
  }

  /** Something is about to be sent. */
  void written() {
    if (stage == Stage.BEGUN) { // nobody but Undertow answers a request that it has not handed on
      stage = Stage.DONE;
      counts.unreadable().inc();
    }
  }

  /** The headers of a request are all there. */
  void asked() {
    if (!hasAsked) {
      hasAsked = true;
    }
    stage = Stage.ASKED;
  }

  /**
   * Returns whether Undertow reads a request as it is meant; else it has been refused, and the
   * connection closed.
   */
  boolean isReadable(HttpServerExchange exchange) {
    String query = line.oddQuery(exchange.getQueryString());
    if (query != null) {
      exchange.putAttachment(Connections.ODD_QUERY, query);
    }
    int refusal = refusal(exchange);
    if (refusal != StatusCodes.OK) {
      refuse(refusal);
    }
    return refusal == StatusCodes.OK;
  }

  private int refusal(HttpServerExchange exchange) {
    if (!line.wasOurVersion()) {
      return StatusCodes.HTTP_VERSION_NOT_SUPPORTED;
    }
    String coding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
    if (coding == null || exchange.isRequestComplete()) {
      return StatusCodes.OK;
    }
    if (exchange.isHttp10()) {
      return StatusCodes.BAD_REQUEST; // it has no codings: who sends one means another end
    }
    if (!Headers.CHUNKED.equalToString(coding)) {
      return StatusCodes.OK; // what is to be done about it, the server says
    }
    asked = exchange;
    chunks = new ChunkedBody();
    ByteBuffer beginning = readAhead(exchange);
    return beginning == null || isBody(beginning) ? StatusCodes.OK : StatusCodes.BAD_REQUEST;
  }

  /** Returns whether these bytes may follow where a body in chunks comes, if one does. */
  private boolean isBody(ByteBuffer bytes) {
    if (chunks == null) {
      return true;
    }
    boolean good = chunks.accepts(bytes, null);
    if (!good || chunks.isWhole()) {
      chunks = null;
    }
    return good;
  }

  /** Answers as Undertow answers what it cannot read, and closes the connection. */
  private void refuse(int status) {
    stage = Stage.DONE;
    counts.unreadable().inc();
    if (asked == null || !asked.isResponseStarted()) {
      String answer =
          "HTTP/1.1 "
              + status
              + ' '
              + StatusCodes.getReason(status)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      try {
        sink.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        sink.flush(); // a moment's trying: what does not go at once is nobody's who reads
      } catch (IOException gone) {
        // so is the client
      }
    }
    IoUtils.safeClose(channel);
  }

  /** Returns whether a whole head of a request has ever come. Any thread. */
  boolean hasAsked() {
    return hasAsked;
  }

  /** The answer to a request has ended. */
  void answered(HttpServerExchange exchange) {
    if (client != null) {
      client.whenLeft(null);
    }
    if (!exchange.isPersistent()) {
      stage = Stage.DONE;
      return;
    }
    ByteBuffer next = readAhead(exchange);
    stage = next == null ? Stage.KEPT : Stage.BEGUN;
    if (next != null) {
      line.read(next);
    }
  }

  /** Returns what was read beyond the head or the end of a request; null for nothing. */
  private static ByteBuffer readAhead(HttpServerExchange exchange) {
    PooledByteBuffer bytes = ((AbstractServerConnection) exchange.getConnection()).getExtraBytes();
    return bytes == null ? null : bytes.getBuffer().duplicate();
  }

  /** It has ended, and nobody evicted it. */
  void ended() {
    if (reading) {
      return;
    }
    switch (stage) {
      case NEW -> {
        // Sooner than that, it is a TLS handshake that failed, of which nothing is read here.
        if (System.nanoTime() - openedNanos >= patienceNanos) {
          counts.timedOut().with("silent").inc();
        }
      }
      case BEGUN -> counts.timedOut().with("headers").inc();
      case KEPT -> counts.timedOut().with("idle").inc();
      case ASKED, DONE -> {} // counted with the request, or the client's own wish
    }
  }

  /** How far a client has come. */
  private enum Stage {
    /** Has not said anything. */
    NEW,
    /** Has sent a part of a request's headers. */
    BEGUN,
    /** Has sent all headers of a request whose answer has not ended. */
    ASKED,
    /** Has been answered, and has not said anything since. */
    KEPT,
    /** Has left, or was answered, or refused, for the last time. */
    DONE
  }
}
