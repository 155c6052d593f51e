package io.hairspring.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a client, with one request under way at most. Not thread-safe. */
final class ClientConnection implements AutoCloseable {
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;

  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
  private long startNanos;

  ClientConnection(int port, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Sends a request.
   *
   * @param startNanos when it was to be sent, or is
   */
  void send(ByteBuffer request, long startNanos) throws IOException {
    this.startNanos = startNanos;
    answer.clear();
    ByteBuffer left = request.duplicate();
    while (left.hasRemaining()) { // it fits the socket's buffer, since nothing else is under way
      channel.write(left);
    }
  }

  long startNanos() {
    return startNanos;
  }

  /** Reads what came, and returns the status if the whole answer is there, else 0. */
  int read() throws IOException {
    if (channel.read(answer) < 0) {
      throw new EOFException("the server closed a connection");
    }
    return status(answer);
  }

  /** Returns the status of an answer with a length, 0 while it is not whole. */
  static int status(ByteBuffer answer) throws IOException {
    int end = find(answer, END, answer.position());
    if (end < 0) {
      return 0;
    }
    int length = find(answer, LENGTH, end + 2);
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    int bodyBytes = number(answer, length + LENGTH.length, end);
    return answer.position() < end + END.length + bodyBytes
        ? 0
        : number(answer, STATUS_AT, STATUS_AT + STATUS_DIGITS);
  }

  /** Returns where some bytes begin, in lower case, -1 if they are not there. */
  private static int find(ByteBuffer in, byte[] bytes, int limit) {
    for (int at = 0; at + bytes.length <= limit; at++) {
      int same = 0;
      while (same < bytes.length && lower(in.get(at + same)) == bytes[same]) {
        same++;
      }
      if (same == bytes.length) {
        return at;
      }
    }
    return -1;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
  }

  private static int number(ByteBuffer in, int from, int limit) {
    int number = 0;
    for (int at = from; at < limit && in.get(at) >= '0' && in.get(at) <= '9'; at++) {
      number = number * 10 + in.get(at) - '0';
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
