package io.hairspring.gateway.client;

import io.hairspring.gateway.http.Answer;
import io.hairspring.gateway.http.AnswerReader;
import io.hairspring.gateway.http.BadMessageException;
import io.hairspring.gateway.http.Framing;
import io.hairspring.undertow.connection.ChunkedBody;
import io.undertow.connector.ByteBufferPool;
import io.undertow.util.HttpString;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * An open connection to a server. For each request somebody says that it asks, writes to the sink
 * himself, is told of the final answer, and reads its body. Interim answers are dropped. Whatever
 * comes while nothing was asked closes the connection: it would be taken for the next answer. All
 * of it is for the connection's I/O thread.
 */
public final class HttpConnection implements Closeable {
  private final StreamConnection channel;
  private final Arrivals arrivals;
  private final RequestHead requestHead = new RequestHead();
  private final AnswerReader reader = new AnswerReader();
  private final ChannelListener<ConduitStreamSourceChannel> watch = source -> readable();
  private Asker asker; // null unless the head of an answer is awaited
  private HttpString method;
  private boolean heard; // anything came since it asked
  private boolean used; // has carried an answer
  private long left; // of the body: bytes, or as Framing has it
  private ChunkedBody chunks; // what is to come of that body, if it comes in chunks
  private boolean kept; // by the head of the last answer
  private Runnable whenClosed = () -> {};

  /** Takes a connection that nobody else reads. */
  public HttpConnection(StreamConnection channel, ByteBufferPool buffers) {
    this.channel = channel;
    arrivals = new Arrivals(channel.getSourceChannel(), buffers);
    channel.setCloseListener(closed -> closed());
    rest();
  }

  /** Who asked. Exactly one method is called, once. */
  public interface Asker {
    /** Says that the head of the final answer came; its body can be read. */
    void answered(Answer answer);

    /** Says that the connection has ended: nothing came, or what came is no whole answer. */
    void brokenOff(UpstreamFailure why);
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Returns whether it has carried an answer before, so that the server may have let it go. */
  public boolean wasUsed() {
    return used;
  }

  /** Returns whether it is open, and nothing has come that nobody asked for. */
  public boolean isQuiet() {
    try {
      return isOpen() && arrivals.next() == null;
    } catch (IOException ended) {
      return false;
    }
  }

  /** Sets what is run, once, when it has ended. */
  public void whenClosed(Runnable task) {
    whenClosed = task;
  }

  public XnioIoThread thread() {
    return channel.getIoThread();
  }

  /** Returns what writes the head of the next request. */
  public RequestHead requestHead() {
    return requestHead;
  }

  /** Returns where a request is written to. */
  public StreamSinkChannel sink() {
    return channel.getSinkChannel();
  }

  /** Returns what tells when the body of an answer may be read; {@link #read} reads it. */
  public StreamSourceChannel source() {
    return channel.getSourceChannel();
  }

  /** Says that a request is about to be written. */
  public void ask(HttpString method, Asker asker) {
    this.method = method;
    this.asker = asker;
    heard = false;
  }

  /**
   * Reads from the body of the answer.
   *
   * @return how many bytes, 0 for none as yet, -1 at its end
   * @throws IOException if it breaks off, or is not framed as it should be
   */
  public int read(ByteBuffer to) throws IOException {
    if (left == Framing.CHUNKED) {
      return readChunks(to);
    }
    if (left == Framing.UNTIL_CLOSE) {
      return arrivals.read(to);
    }
    int limit = to.limit();
    to.limit((int) Math.min(limit, to.position() + left));
    try {
      int count = left == 0 ? -1 : arrivals.read(to);
      if (count < 0 && left > 0) {
        throw new EOFException();
      }
      left -= Math.max(0, count);
      return count;
    } finally {
      to.limit(limit);
    }
  }

  /** Returns whether another request may follow, now that the body has been read to its end. */
  public boolean isReusable() {
    return kept && arrivals.isEmpty() && isOpen();
  }

  /** Watches from now on whether the server ends the connection. */
  public void rest() {
    if (!arrivals.isEmpty()) { // and nobody asked for it
      close();
      return;
    }
    ConduitStreamSourceChannel source = channel.getSourceChannel();
    source.setReadListener(watch);
    source.resumeReads();
  }

  /** Breaks off at once: what was sent of a request gets no end. */
  @Override
  public void close() {
    IoUtils.safeClose(channel);
  }

  private void readable() {
    try {
      if (asker != null) {
        readHead();
      } else if (arrivals.next() != null) {
        close();
      }
    } catch (IOException broken) {
      breakOff();
    }
  }

  private void readHead() throws IOException {
    ByteBuffer next = arrivals.next();
    while (next != null) {
      heard = true;
      Answer answer = reader.read(next);
      arrivals.taken();
      if (answer != null && !answer.isInterim()) {
        begin(answer);
        Asker told = asker;
        asker = null;
        told.answered(answer);
        return;
      }
      next = arrivals.next();
    }
  }

  private void begin(Answer answer) throws BadMessageException {
    left = Framing.ofAnswer(method, answer.status(), answer.http10(), answer.headers());
    if (answer.isSwitch() || left < Framing.UNTIL_CLOSE) {
      throw new BadMessageException("an answer that nobody asked for, or without a clear end");
    }
    used = true;
    kept = left != Framing.UNTIL_CLOSE && answer.keepsConnection();
    chunks = left == Framing.CHUNKED ? new ChunkedBody() : null;
  }

  private int readChunks(ByteBuffer to) throws IOException {
    int start = to.position();
    while (to.hasRemaining() && !chunks.isWhole()) {
      ByteBuffer next = arrivals.next();
      if (next == null) {
        break;
      }
      if (!chunks.accepts(next, to)) {
        throw new BadMessageException("not a chunk");
      }
      arrivals.taken();
    }
    int count = to.position() - start;
    return count == 0 && chunks.isWhole() ? -1 : count;
  }

  private void breakOff() {
    Asker told = asker;
    asker = null;
    close();
    if (told != null) {
      told.brokenOff(heard ? UpstreamFailure.BAD_ANSWER : UpstreamFailure.RESET);
    }
  }

  private void closed() {
    arrivals.close();
    breakOff();
    whenClosed.run();
  }
}
