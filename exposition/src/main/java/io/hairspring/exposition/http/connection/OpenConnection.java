package io.hairspring.exposition.http.connection;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

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
  private Stage stage = Stage.NEW;
  private boolean reading;

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

  /** Sees from now on what is read and written. Before anything is. */
  void watch() {
    channel
        .getSourceChannel()
        .setConduit(new WatchedSource(channel.getSourceChannel().getConduit(), this));
    channel
        .getSinkChannel()
        .setConduit(new WatchedSink(channel.getSinkChannel().getConduit(), this));
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

  /** Something is about to be sent. */
  void written() {
    if (stage == Stage.BEGUN) { // nobody but Undertow answers a request that it has not handed on
      stage = Stage.DONE;
      counts.unreadable().inc();
    }
  }

  /** The headers of a request are all there. */
  void asked() {
    stage = Stage.ASKED;
  }

  /** The answer to a request has ended. */
  void answered(HttpServerExchange exchange) {
    if (!exchange.isPersistent()) {
      stage = Stage.DONE;
    } else if (((AbstractServerConnection) exchange.getConnection()).getExtraBytes() != null) {
      stage = Stage.BEGUN; // the beginning of the next request came with this one
    } else {
      stage = Stage.KEPT;
    }
  }

  /** It has ended, and nobody displaced it. */
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
